/// The reports that come with the program, as compiled into the binary.
public enum Queries {
    /// One file of `queries/`: `name` is the report's name, such as `task-usage-by-month`.
    public struct File: Sendable {
        public let name: String
        public let sql: String
    }

    /// All files in the order of their names.
    public static let all = embeddedSQL.map { File(name: $0.name, sql: $0.sql) }
}
