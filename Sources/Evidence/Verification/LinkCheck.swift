import GRDB
import Store
import Values

/// Computes every link again: from the link before, the run's own record, and the tables' digests.
struct LinkCheck {
    let db: Database
    let state: ChainState

    func run(_ report: VerificationReport) throws {
        try report.check(.links) { report in
            var (last, count, order): (Int64, Int, LinkOrder) = (0, 0, LinkOrder())
            var previous = ChainLink.beginning
            try report.surviving(.links, table: "chain_links") {
                let rows = try Row.fetchCursor(db, sql: "SELECT seq, kind, run, month, sha256 FROM main.chain_links ORDER BY seq")
                while let row = try rows.next() {
                    let link = ChainLink(
                        seq: row["seq"], kind: ChainLink.Kind(rawValue: row["kind"] ?? "") ?? .run, run: row["run"] ?? 0,
                        month: row["month"])
                    for gap in MissingNumbers.between(last, link.seq) {
                        try report.add(Self.finding(gap.first, "the link is missing\(gap.more)"))
                    }
                    if let reason = order.misfit(of: link, kind: row["kind"] ?? "", isNext: link.seq == last + 1) {
                        try report.add(Self.finding(link.seq, reason))
                    }
                    previous = try check(link, kept: row["sha256"] ?? "", after: previous, isKnown: link.seq == last + 1, report)
                    (last, count) = (link.seq, count + 1)
                }
                let known = try Int64.fetchOne(db, sql: "SELECT max(seq) FROM main.chain_tables") ?? 0
                if known > last { try report.add(Self.finding(known, "the link is missing")) }
                try checkStrayDigests(report)
            }
            return "\(count.grouped("link")), each following from the one before"
        }
    }

    /// - Parameter isKnown: whether the link before is there; if not, this one follows from something unknown.
    /// - Returns: what the next link has to follow.
    private func check(
        _ link: ChainLink, kept: String, after previous: String, isKnown: Bool, _ report: VerificationReport
    ) throws -> String {
        let changes = try ChainLink.changes(tables(of: link))
        let record = link.kind == .run ? try ChainLink.record(ofRun: link.run, in: db) : []
        let computed = link.sha256(previous: previous, record: record, changes: changes)
        let row = link.kind == .run ? try Row.fetchOne(db, sql: Self.digests, arguments: [link.run]) : nil
        if let row {
            let (toldChanges, told): (String?, String?) = (row["changes_sha256"], row["chain_sha256"])
            if toldChanges != changes {
                try report.add(
                    Finding(
                        .links, run: link.run, table: "chain_tables", key: "{\"seq\":\(link.seq)}",
                        "the digests of the tables are not those that the run wrote"))
            }
            if told != kept {
                // Whichever was left alone is what the next link follows.
                let isLinkChanged = told == computed
                try report.add(
                    isLinkChanged
                        ? Self.finding(link.seq, run: link.run, "the link has another digest")
                        : Finding(
                            .links, run: link.run, table: "sync_runs", key: "{\"id\":\(link.run)}", "the run's row has another digest"))
                if isLinkChanged { return computed }
                if kept == computed { return kept }
            }
        }
        if isKnown, kept != computed {
            try report.add(
                link.kind == .run && row != nil
                    ? Finding(
                        .links, run: link.run, table: "sync_runs", key: "{\"id\":\(link.run)}",
                        "the run's row, or its link, is not as it was written")
                    : Self.finding(link.seq, run: link.run, "does not follow from the link before and from what it covers"))
        }
        return kept
    }

    private static let digests = "SELECT changes_sha256, chain_sha256 FROM main.sync_runs WHERE id = ?"

    private func tables(of link: ChainLink) throws -> [(name: String, sha256: String)] {
        try Row.fetchAll(db, sql: "SELECT \"table\", sha256 FROM main.chain_tables WHERE seq = ?", arguments: [link.seq])
            .map { ($0["table"], $0["sha256"]) }
    }

    /// Digests that belong to no link, and runs before the chain that have digests.
    private func checkStrayDigests(_ report: VerificationReport) throws {
        let strays = try Row.fetchCursor(
            db,
            sql: """
                SELECT DISTINCT seq, 'chain_tables' AS "table" FROM main.chain_tables
                WHERE NOT EXISTS (SELECT 1 FROM main.chain_links AS l WHERE l.seq = chain_tables.seq AND l.run = chain_tables.run)
                UNION SELECT DISTINCT seq, 'chain_rows' FROM main.chain_rows
                WHERE NOT EXISTS (
                    SELECT 1 FROM main.chain_tables AS t WHERE t.seq = chain_rows.seq AND t."table" = chain_rows."table")
                ORDER BY 1, 2
                """)
        while let row = try strays.next() {
            let seq: Int64 = row["seq"]
            try report.add(Finding(.links, table: row["table"], key: "{\"seq\":\(seq)}", "belongs to no link of that number and run"))
        }
        let early = try Int64.fetchCursor(
            db, sql: "SELECT id FROM main.sync_runs WHERE id < ? AND (changes_sha256 IS NOT NULL OR chain_sha256 IS NOT NULL) ORDER BY id",
            arguments: [state.beginsAtRun])
        while let run = try early.next() {
            try report.add(
                Finding(.links, run: run, table: "sync_runs", key: "{\"id\":\(run)}", "has a digest, although it is older than the chain"))
        }
    }

    private static func finding(_ seq: Int64, run: Int64? = nil, _ message: String) -> Finding {
        Finding(.links, run: run, table: "chain_links", key: "{\"seq\":\(seq)}", message)
    }
}
