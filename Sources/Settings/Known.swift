import Catalog

extension Settings {
    /// The names that the keys of the file are checked against.
    public struct Known: Sendable {
        /// What `resources` may speak of.
        public let resources: Set<String>
        /// What `limits` may speak of.
        public let groups: Set<String>
        /// What `withhold` may speak of. Whether a table has the column, only the store can tell.
        public let tables: Set<String>

        public init(_ catalog: Catalog) {
            self.init(
                resources: Set(catalog.resources.map(\.name)), groups: Set(Endpoint.all.map(\.group.name)),
                tables: Set(catalog.tables.map(\.name)))
        }

        public init(resources: Set<String>, groups: Set<String>, tables: Set<String>) {
            self.resources = resources
            self.groups = groups
            self.tables = tables
        }
    }
}
