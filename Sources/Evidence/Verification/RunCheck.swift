import GRDB
import Store
import Values

/// Run numbers follow one another without a gap, and since the chain began each run has its one link.
struct RunCheck {
    let db: Database
    let state: ChainState

    func run(_ report: VerificationReport) throws {
        try report.check(.runs) { report in
            var (last, count): (Int64, Int) = (0, 0)
            try report.surviving(.runs, table: "sync_runs") {
                let runs = try Int64.fetchCursor(db, sql: "SELECT id FROM main.sync_runs ORDER BY id")
                while let run = try runs.next() {
                    if run < 1 { try report.add(Self.finding(run, "has a number that no run has")) }
                    for gap in MissingNumbers.between(last, run) {
                        try report.add(Self.finding(gap.first, "the run is missing\(gap.more)"))
                    }
                    (last, count) = (max(run, last), count + 1)
                }
            }
            try report.surviving(.runs, table: "chain_links") { try checkLinks(report) }
            if !state.isToldRightly {
                try report.add(
                    Finding(
                        .runs, table: "mirror_meta", key: "{\"name\":\"\(Chain.begins)\"}", "does not say the run that the chain begins at")
                )
            }
            return "\(count.grouped("run")), numbered from 1 to \(last)"
        }
    }

    private func checkLinks(_ report: VerificationReport) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT runs.id AS run, count(links.seq) AS links
                FROM main.sync_runs AS runs
                LEFT JOIN main.chain_links AS links ON links.kind = 'run' AND links.run = runs.id
                WHERE runs.id >= :begins
                GROUP BY runs.id HAVING count(links.seq) <> 1
                UNION ALL
                SELECT links.run, -1 FROM main.chain_links AS links
                WHERE links.kind = 'run' AND NOT EXISTS (SELECT 1 FROM main.sync_runs AS runs WHERE runs.id = links.run)
                ORDER BY 1
                """, arguments: ["begins": state.beginsAtRun])
        while let row = try rows.next() {
            let links: Int = row["links"]
            if links > 0 {
                try report.add(Finding(.runs, run: row["run"], table: "chain_links", "has \(links) links"))
            } else {
                let message = links < 0 ? "the chain has a link of the run, and the run is not there" : "has no link"
                try report.add(Self.finding(row["run"], message))
            }
        }
    }

    private static func finding(_ run: Int64, _ message: String) -> Finding {
        Finding(.runs, run: run, table: "sync_runs", key: "{\"id\":\(run)}", message)
    }
}
