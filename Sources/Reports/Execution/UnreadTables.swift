import Catalog

/// The resources that a statement reads, but no run had listed to the end by then. An answer about them may lack rows.
struct UnreadTables {
    private let names: [String]

    /// - Parameters:
    ///   - tables: the tables that the statement reads. A history table counts as its live table.
    ///   - run: the last run that counts; nil for all of them.
    ///   - connection: to the mirror, without the guard.
    init(among tables: Set<String>, until run: Int64?, in connection: OpaquePointer?) {
        let live = Set(tables.map { $0.hasSuffix("_history") ? String($0.dropLast("_history".count)) : $0 })
        let catalog = Catalog.standard
        names = catalog.resources.filter { resource in
            guard catalog.tables(of: resource).contains(where: { live.contains($0.name) }) else { return false }
            func hasScope(_ condition: String) -> Bool {
                let sql = "SELECT 1 FROM main.sync_scopes WHERE resource = ?1 AND run <= ?2 AND \(condition) LIMIT 1"
                return !RowReading.texts(of: sql, [.text(resource.name), .integer(run ?? .max)], in: connection).isEmpty
            }
            // An opt-in resource that nobody has enabled is not missing.
            return !hasScope("state = 'complete'") && (!resource.isOptIn || hasScope("state <> 'complete'"))
        }.map(\.name)
    }

    /// The warning; nil if all of them have been read.
    var remark: String? {
        guard !names.isEmpty else { return nil }
        return "no run has read \(names.joined(separator: ", ")) to the end yet, so rows may be missing; status says why"
    }
}
