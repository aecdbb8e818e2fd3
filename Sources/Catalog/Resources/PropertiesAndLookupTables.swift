extension Resource {
    /// Account properties of a customer (API.md 4.9). An empty prefix asks for all.
    public static let properties = Resource(
        name: "properties",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/properties", query: [.init("prefix", "")]),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .properties,
        key: ["name"],
        answer: .pairs(name: "name", value: "value"),
        whenNotFound: .failsOnceFound)

    /// Lookup tables of a customer (API.md 4.10).
    public static let lookupTables = Resource(
        name: "lookup_tables",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/lookup_tables"),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .lookupTables,
        paging: .numbered(pageSize: 100),
        children: [
            Child(
                table: "lookup_table_columns", owner: "lookup_table_id", key: ["position"],
                sources: [
                    .objects(of: "schema", columns: ["label": "label", "name": "name", "type": "type"], position: "position")
                ])
        ])

    /// Rows of a lookup table (API.md 4.10).
    public static let lookupTableRows = Resource(
        name: "lookup_table_rows",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows"),
        item: ItemEndpoint("/api/managed_users/{managed_user_id}/lookup_tables/{lookup_table_id}/rows/{row_id}", group: .lookupTables),
        parent: Parent("lookup_tables", as: "lookup_table_id"),
        group: .lookupTableRows,
        paging: .numbered(pageSize: 1_000))
}
