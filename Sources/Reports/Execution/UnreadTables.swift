import Catalog

/// The resources that a statement reads and no run has ever read to its end: that their rows are few, or none, says nothing.
struct UnreadTables {
    private let names: [String]

    /// - Parameters:
    ///   - tables: what the statement reads; a twin counts as its table.
    ///   - connection: of the mirror, of which all may be read.
    init(among tables: Set<String>, in connection: OpaquePointer?) {
        let live = Set(tables.map { $0.hasSuffix("_history") ? String($0.dropLast("_history".count)) : $0 })
        let catalog = Catalog.standard
        names = catalog.resources.filter { resource in
            guard catalog.tables(of: resource).contains(where: { live.contains($0.name) }) else { return false }
            func hasScope(_ condition: String) -> Bool {
                let sql = "SELECT 1 FROM main.sync_scopes WHERE resource = ?1 AND \(condition) LIMIT 1"
                return !RowReading.texts(of: sql, [.text(resource.name)], in: connection).isEmpty
            }
            // What nobody has asked for is not missed.
            return !hasScope("state = 'complete'") && (!resource.isOptIn || hasScope("state <> 'complete'"))
        }.map(\.name)
    }

    /// Nil if all has been read.
    var remark: String? {
        guard !names.isEmpty else { return nil }
        return "no run has read \(names.joined(separator: ", ")) to the end yet, so rows may be missing; status says why"
    }
}
