/// What the tables and columns mean, in words. The texts are compiled into the binary.
///
/// They are kept beside the migrations, not in them: a merged migration is never edited, but a meaning may be made clearer.
public enum Meanings {
    /// One file of `migrations/meanings/`.
    public struct File: Sendable {
        public let name: String
        public let text: String
    }

    /// All files in the order of their names.
    public static let all = embeddedSQL.map { File(name: $0.name, text: $0.sql) }
}
