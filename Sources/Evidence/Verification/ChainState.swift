import GRDB
import Store

/// What the checks have to know of the chain as a whole.
struct ChainState {
    /// Since which run the chain speaks.
    let beginsAtRun: Int64
    /// The newest link over a whole state: rows as old as its run are compared with it. Number 0 and run 0 if there is none.
    let base: (link: Int64, run: Int64)

    /// - Returns: nil if nothing has ever begun a chain.
    init?(_ db: Database) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT seq, run FROM main.chain_links WHERE kind = 'upgrade' ORDER BY seq DESC LIMIT 1")
        base = (row?["seq"] ?? 0, row?["run"] ?? 0)
        let told = try Int64.fetchOne(
            db, sql: "SELECT CAST(value AS INTEGER) FROM main.mirror_meta WHERE name = ?", arguments: [Chain.begins])
        let shown = try Int64.fetchOne(db, sql: "SELECT min(id) FROM main.sync_runs WHERE chain_sha256 IS NOT NULL")
        let linked = try Row.fetchOne(db, sql: "SELECT kind, run FROM main.chain_links ORDER BY seq LIMIT 1")
        let first: Int64? = linked.map { ($0["kind"] as String) == ChainLink.Kind.run.rawValue ? $0["run"] : ($0["run"] as Int64) + 1 }
        // The first link says it best: what else says so may have been changed, and is compared with it.
        guard let begins = first ?? told ?? shown else { return nil }
        beginsAtRun = begins
        isToldRightly = told == begins
    }

    /// Whether `mirror_meta` says the same.
    let isToldRightly: Bool
}
