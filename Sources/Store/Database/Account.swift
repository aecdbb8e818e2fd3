import GRDB

/// Which partner account a file mirrors: the account of its published runs.
///
/// The first run that has read a listing to its end binds the file. A sync that failed before, such as one to a wrong region, does not bind
/// it: the next one may ask another address.
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
        try Bool.fetchOne(db, sql: StoreSQL.hasListed) == true
    }
}
