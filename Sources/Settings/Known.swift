import Catalog

extension Settings {
    /// The names that the settings may use, for the checks of keys and tables.
    public struct Known: Sendable {
        /// The keys that `resources` may have.
        public let resources: Set<String>
        /// The keys that `limits` may have.
        public let groups: Set<String>
        /// The tables that `withhold` may name. Only the store can tell whether a table has the column.
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
