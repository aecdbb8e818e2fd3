import Catalog
import GRDB

extension MirrorDatabase {
    /// A file of its own for what the API answers now, so that answers can be staged and published as a sync does it while the mirror is
    /// only read.
    ///
    /// It knows the customers' ids, which answers about usage need, but has no record.
    ///
    /// - Parameter path: where it is made; whoever asks for it removes it.
    public func fileForAnswers(at path: String, account: String) throws(StoreError) -> MirrorDatabase {
        let answers = try MirrorDatabase.open(path, catalog: catalog, account: account)
        try reporting(path) {
            try queue.read { db in
                try answers.queue.writeWithoutTransaction { file in
                    try file.execute(sql: "BEGIN")
                    // The marks keep such a row from being taken for one that the API has shown.
                    let insert = try file.makeStatement(
                        sql: "INSERT INTO main.managed_users (id, external_id, _extra, _valid_from) VALUES (?, ?, '{}', 0)")
                    try db.makeStatement(sql: "SELECT id, external_id FROM main.managed_users").forEachRow { row in
                        let id = KeyValue(sqliteStatement: row, index: 0)
                        try insert.binding([id, KeyValue(sqliteStatement: row, index: 1)]).execute()
                    }
                    try file.execute(sql: "COMMIT")
                }
            }
        }
        return answers
    }

    /// - Throws: `.otherAccount` if the file mirrors another account than this base URL's.
    public func requireAccount(_ account: String) throws(StoreError) {
        try reporting(path) { try queue.read { try Account.check(account, of: path, in: $0) } }
    }

    /// - Throws: `.redacted` if what the file says was made unlike what the API says.
    public func requireUnredacted() throws(StoreError) {
        guard try reporting(path, { try queue.read(ChainRenewal.isRedacted) }) else { return }
        throw .redacted(path: path)
    }

    /// How a listing was last read to its end.
    public struct LastListing: Sendable {
        /// When the run began; a time in the mirror's form.
        public let startedAt: String
        public let pages: Int
    }

    /// - Returns: nil if the listing was never read to its end.
    public func lastListing(of scope: Scope) throws(StoreError) -> LastListing? {
        try reporting(path) {
            try queue.read { db in
                let arguments: StatementArguments = ["resource": scope.resource, "scope": scope.name]
                return try Row.fetchOne(db.cachedStatement(sql: StoreSQL.lastListed), arguments: arguments).map {
                    LastListing(startedAt: $0["started_at"], pages: $0["pages"])
                }
            }
        }
    }

    /// Why the newest attempt at a listing has failed; nil if it was read to its end.
    public func failure(of scope: Scope) throws(StoreError) -> String? {
        try reporting(path) {
            try queue.read { db in
                let row = try Row.fetchOne(
                    db, sql: "SELECT state, error FROM sync_scopes WHERE resource = ? AND scope = ? ORDER BY run DESC LIMIT 1",
                    arguments: [scope.resource, scope.name])
                guard let row else { return "it was not read" }
                return row["state"] == "complete" ? nil : row["error"] ?? "it could not be read"
            }
        }
    }
}
