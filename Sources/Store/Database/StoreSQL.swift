/// The module's fixed statements, one a file in `SQL/`.
enum StoreSQL {
    static let staging = text("staging")
    static let beginScope = text("begin-scope")
    static let endScope = text("end-scope")
    static let gone = text("gone")
    static let missing = text("missing")
    static let missingKeys = text("missing-keys")
    static let failedTries = text("failed-tries")
    static let knownListings = text("known-listings")
    static let coverage = text("coverage")
    static let usageMonths = text("usage-months")
    static let childScopes = text("child-scopes")

    private static func text(_ name: String) -> String {
        guard let file = embeddedSQL.first(where: { $0.name == name }) else { preconditionFailure("no file SQL/\(name).sql") }
        return file.sql
    }
}
