/// The numbered changes of the database's schema, as compiled into the binary.
public enum Migrations {
    /// One file of `migrations/`: `name` is the file's name without `.sql`, such as `0001_bookkeeping`.
    public struct File: Sendable {
        public let name: String
        public let sql: String
    }

    /// All files in the order of their numbers.
    public static let all = embeddedSQL.map { File(name: $0.name, sql: $0.sql) }
}
