import Billing
import GRDB
import Values

/// Closed months against the digest of their close.
struct MonthCheck {
    let db: Database

    func run(_ report: VerificationReport) throws {
        try report.check(.months) { report in
            var count = 0
            try report.surviving(.months, table: "billing_months") {
                guard try db.tableExists("billing_months") else { return }
                count = try ClosedMonths.check(in: db) { month in
                    try report.add(
                        Finding(
                            .months, month: month, table: "billing_months", key: "{\"month\":\"\(month)\"}",
                            "the closed month does not have the digest of its close"))
                }
            }
            return count.grouped("closed month")
        }
    }
}

/// A head that somebody has kept: a file that was rewritten as a whole has another chain.
struct HeadCheck {
    let db: Database
    let state: ChainState
    let head: String

    func run(_ report: VerificationReport) throws {
        try report.check(.head) { report in
            let link = try Row.fetchOne(
                db, sql: "SELECT seq, kind, run FROM main.chain_links WHERE sha256 = ? ORDER BY seq LIMIT 1", arguments: [head])
            guard let link else {
                try report.add(Finding(.head, "\(head) is not in the chain: the file is not a later state of the one that had this head"))
                return "the links of the chain"
            }
            let (seq, run): (Int64, Int64) = (link["seq"], link["run"])
            if state.base.link > seq {
                try report.add(
                    Finding(
                        .head,
                        """
                        says nothing any more of rows that are as old as run \(state.base.run): link \(state.base.link), which was made when \
                        stored rows were changed, has taken its place; verify a copy from before that
                        """))
            }
            return "stands in the chain as link \(seq), of run \(run)"
        }
    }
}
