import GRDB

/// Which partner account a file mirrors: the one that its published runs are of.
///
/// A file is bound by the first run that has read a listing to its end. What failed before, such as a sync to a wrong region, binds it to
/// nothing: the next one may ask another address.
enum Account {
    /// - Throws: `.otherAccount` if the file mirrors another one.
    static func check(_ account: String, of path: String, in db: Database) throws {
        guard let owner = try Meta.value("base_url", in: db), owner != account else { return }
        // Earlier versions bound a file when they made it.
        if try hasListed(in: db) { throw StoreError.otherAccount(path: path, has: owner, asked: account) }
    }

    /// Binds the file, in the transaction that publishes a run.
    static func bind(_ account: String, in db: Database) throws {
        guard try Meta.value("base_url", in: db) != account, try hasListed(in: db) else { return }
        try Meta.set("base_url", to: account, in: db)
    }

    static func hasListed(in db: Database) throws -> Bool {
        // A restored or an imported file may have rows and no scopes: a run that was not partial has read something too.
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM main.sync_scopes WHERE state IN ('complete', 'refused'))
                    OR EXISTS (SELECT 1 FROM main.sync_runs WHERE state IN ('complete', 'refused'))
                """) ?? false
    }
}
