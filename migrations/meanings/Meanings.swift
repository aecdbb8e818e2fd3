/// What the tables and columns mean, in words, as compiled into the binary.
///
/// They stand beside the migrations, which are never edited: a meaning may become clearer, a migration may not.
public enum Meanings {
    /// One file of `migrations/meanings/`.
    public struct File: Sendable {
        public let name: String
        public let text: String
    }

    /// All files in the order of their names.
    public static let all = embeddedSQL.map { File(name: $0.name, text: $0.sql) }
}
