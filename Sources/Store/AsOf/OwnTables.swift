import GRDB
import Migrations

/// The tables of closed months, for a file that is older than they are: no month is closed there.
enum OwnTables {
    /// `CREATE TABLE …`, by name.
    private static let all: [(name: String, sql: String)] = Migrations.all.flatMap { file in
        file.sql.matches(of: /(?m)^CREATE TABLE (billing_\w+) \([^;]*\) STRICT/).map { (String($0.1), String($0.0)) }
    }

    /// Makes those that the file lacks, as temporary tables without rows: all of them if one may be asked for, because views read them too.
    static func makeMissing(in db: Database, where isNamed: (String) -> Bool) throws {
        guard isNamed("bill"), try !Schema.hasNewestMigration(in: db) else { return }
        for (name, sql) in all where try !db.tableExists(name) {
            try db.execute(sql: "CREATE TEMP TABLE" + sql.dropFirst("CREATE TABLE".count))
        }
    }
}
