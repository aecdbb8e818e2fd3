/// The module's statements, and the page that goes into every snapshot; each a file in `SQL/`.
enum EvidenceSQL {
    static let readableTables = text("readable-tables")
    static let guide = text("snapshot-guide")

    private static func text(_ name: String) -> String {
        guard let file = embeddedSQL.first(where: { $0.name == name }) else { preconditionFailure("no file SQL/\(name)") }
        return file.sql
    }
}
