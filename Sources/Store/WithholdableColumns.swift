import Catalog

extension Mirror {
    /// The columns of a table whose values may be kept as hashes: all that come as they are from the API and identify nothing.
    ///
    /// - Returns: nothing for a table that is made of another one.
    public func withholdableColumns(of table: String) throws(StoreError) -> [String] {
        try reporting(path) {
            guard let live = catalog.tables.first(where: { $0.name == table }), live.kind != .child else { return [] }
            if live.kind == .versions { return catalog.resources.compactMap(\.versions).filter { $0.table == table }.map(\.text) }
            return try queue.read { try TableShape(live, in: $0).nonKey }
        }
    }
}
