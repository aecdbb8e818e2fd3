import Catalog
import GRDB
import Values

/// A table that the chain covers: which links its rows belong to, and the SQL that hashes them.
public struct CoveredTable: Sendable {
    enum Kind: Sendable, Equatable {
        /// A live table and its twin. The columns of the twin; none if the file has none.
        case versions(twin: [String])
        /// Every row belongs to the run that this column names.
        case ofRun(column: String)
        /// Every row belongs to the close of its month.
        case ofMonth
        /// The runs themselves, which their own links cover. Only a link over the whole state has them as rows.
        case runs
    }

    public let name: String
    public let key: [String]
    let kind: Kind
    /// Those that are hashed.
    let columns: [String]

    public var isOfMonth: Bool { kind == .ofMonth }

    /// All covered tables that the file has, by name.
    ///
    /// They are found by their columns, so that a table is covered from the day on which a migration makes it, and that a file is read the
    /// same way by every version of the program.
    public static func all(in db: Database) throws -> [CoveredTable] {
        var tables: [String: (columns: [String], key: [String])] = [:]
        for row in try Row.fetchAll(db, sql: StoreSQL.coveredColumns) {
            tables[row["table"], default: ([], [])].columns.append(row["column"])
            if row["is_key"] { tables[row["table"], default: ([], [])].key.append(row["column"]) }
        }
        return tables.compactMap { name, table in
            kind(of: name, table.columns, twin: tables["\(name)_history"]?.columns ?? []).map { kind in
                CoveredTable(
                    name: name, key: table.key.isEmpty ? knownKey(of: name, table.columns) : table.key, kind: kind,
                    columns: table.columns.filter { kind != .runs || !ownDigests.contains($0) })
            }
        }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Where a key may hold NULL, the table has none that SQLite knows.
    private static func knownKey(of name: String, _ columns: [String]) -> [String] {
        let table = Catalog.standard.tables.first { $0.name == name }
        return (table?.key ?? []).filter(columns.contains)
    }

    /// What a run's link adds to its row.
    static let ownDigests = ["changes_sha256", "chain_sha256"]

    /// Tables whose rows say the run that wrote them.
    static let writtenByRuns = ["sync_scopes", "usage_observations", "drift_observations", "unknown_fields"]

    private static func kind(of name: String, _ columns: [String], twin: [String]) -> Kind? {
        if columns.contains("_valid_from") { return columns.contains("_valid_to") ? nil : .versions(twin: twin) }
        if writtenByRuns.contains(name) { return .ofRun(column: "run") }
        if AsOfRelations.billing.contains(name) { return .ofMonth }
        return name == "sync_runs" ? .runs : nil
    }
}
