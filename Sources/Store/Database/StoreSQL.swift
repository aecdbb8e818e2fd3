/// The statements that are the same for every resource, one a file in `SQL/`. `Documentation/sql` shows those that are generated.
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
    static let knownDigest = text("known-digest")
    static let listKey = text("list-key")
    static let listKeyAgain = text("list-key-again")
    static let listedSince = text("listed-since")
    static let keepDrift = text("keep-drift")
    static let keepUsage = text("keep-usage")
    static let customers = text("customers")
    static let publishDigests = text("publish-digests")
    static let publishAnswers = text("publish-answers")
    static let forgetDigests = text("forget-digests")
    static let failMissing = text("fail-missing")
    static let runSummaries = text("run-summaries")
    static let writeRun = text("write-run")
    static let hasListed = text("has-listed")
    static let uninterpreted = text("uninterpreted")
    static let ourTables = text("our-tables")
    static let runsBetween = text("runs-between")
    static let trackedTables = text("tracked-tables")
    static let ownIndexes = text("own-indexes")
    static let keepSpent = text("keep-spent")
    static let setMeta = text("set-meta")
    static let completeListings = text("complete-listings")
    static let lastListed = text("last-listed")
    static let wasReceived = text("was-received")

    private static func text(_ name: String) -> String {
        guard let file = embeddedSQL.first(where: { $0.name == name }) else { preconditionFailure("no file SQL/\(name).sql") }
        return file.sql
    }
}
