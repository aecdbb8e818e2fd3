import GRDB

/// SQLite's own check: pages, indexes, and what the schema demands of every row.
struct FileCheck {
    let db: Database

    /// SQLite stops after so many. A file with as many faults is beyond telling them one by one.
    private static let limit = 100_000

    func run(_ report: VerificationReport) throws {
        try report.check(.file) { report in
            try report.surviving(.file) {
                let lines = try String.fetchCursor(db, sql: "PRAGMA main.integrity_check(\(Self.limit))")
                while let line = try lines.next() {
                    if line != "ok" { try report.add(Finding(.file, line)) }
                }
            }
            return "pages, indexes and constraints, as SQLite checks them"
        }
    }
}
