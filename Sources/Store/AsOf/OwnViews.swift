import GRDB
import Migrations

/// The views that migrations make, for a file that is older than they are: this year's reports can read last year's copy.
enum OwnViews {
    struct View {
        let name: String
        /// `CREATE VIEW …`, without the semicolon.
        let sql: String
    }

    /// As the newest migration has each.
    private static let all: [View] = Migrations.all.reduce(into: [:]) { (views: inout [String: View], file) in
        for match in file.sql.matches(of: /(?m)^CREATE VIEW (\w+) [^;]*/) {
            views[String(match.1)] = View(name: String(match.1), sql: String(match.0))
        }
    }.values.sorted { $0.name < $1.name }

    /// The views that the file does not have, but has all tables for. A file that is up to date lacks none: to look for them in the texts of
    /// all migrations takes longer than most queries.
    static func missing(in db: Database) throws -> [View] {
        guard try !Schema.hasNewestMigration(in: db) else { return [] }
        let file = try Set(String.fetchAll(db, sql: "SELECT name FROM main.sqlite_schema UNION SELECT name FROM temp.sqlite_schema"))
        return all.filter { view in
            !file.contains(view.name) && view.sql.matches(of: /\b(?:FROM|JOIN) (\w+)/).allSatisfy { isThere(String($0.1), in: file, view) }
        }
    }

    /// A table, or a common table expression of the view's own.
    private static func isThere(_ name: String, in file: Set<String>, _ view: View) -> Bool {
        file.contains(name) || view.sql.contains("\n\(name) AS (")
    }
}

/// The tables and views that the file does not have: those of a newer schema, and the lookup tables' views for which it has no room.
public enum MissingRelations {
    /// Makes those that a statement names, before it is compiled: for this connection alone.
    public static func prepare(_ db: Database, for statement: String) throws {
        let names = StatementNames(statement)
        try OwnTables.makeMissing(in: db, where: names.mentions)
        for view in try OwnViews.missing(in: db) where names.mentions(view.name) {
            try db.execute(sql: "CREATE TEMP VIEW" + view.sql.dropFirst("CREATE VIEW".count))
        }
        guard names.mayNameLookupView else { return }
        try LookupViews(db: db).makeMissing(where: names.mentions)
    }
}
