import GRDB

/// What becomes of the chain when a newer version of the program opens a file: a file without a chain gets its first link, and rows that a
/// migration has changed get a new one. `Schema` makes it before it changes anything, in the same transaction.
struct ChainUpgrade {
    private let db: Database
    /// The digests of the state before; nil if the file has no chain.
    private let before: [String: String]?
    private let hadTables: Bool

    init(_ db: Database) throws {
        self.db = db
        hadTables = try db.tableExists("chain_links")
        before = try hadTables && Chain(db).head != nil ? Chain(db).stateDigests() : nil
    }

    /// Called when the schema is up to date.
    func finish() throws {
        if let before {
            if try Chain(db).stateDigests() != before { try Chain(db).linkState() }
        } else if try isWithoutChain() {
            try Chain(db).linkState()
            try Meta.set(Chain.begins, to: "\(Run.next(in: db))", in: db)
        }
    }

    /// Whether runs have been recorded that no link speaks of. Where links have been there and are gone, none is made in their place: whoever
    /// verifies the file shall see it.
    private func isWithoutChain() throws -> Bool {
        // A version that knows the chain has linked every file with runs that it has opened.
        guard !hadTables, try Meta.value(Chain.begins, in: db) == nil else { return false }
        return try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM main.sync_runs) AND NOT EXISTS (SELECT 1 FROM main.chain_links)") == true
    }
}
