/// Everything that is mirrored, as data: a `Resource` each, parents before what is listed under them. Sync lists by it, Store makes its
/// tables and mappings from it, reports and commands look names up in it.
public struct Catalog: Sendable {
    public let resources: [Resource]

    public init(_ resources: [Resource]) {
        self.resources = resources
    }

    /// The catalog of the program.
    public static let standard = Catalog([
        .managedUsers,
        .members,
        .roles,
        .projects,
        .folders,
        .properties,
        .connections,
        .recipes,
        .lookupTables,
        .lookupTableRows,
        .apiCollections,
        .apiEndpoints,
        .apiClients,
        .apiAccessProfiles,
        .connectors,
        .customConnectors,
        .taskUsage,
        .recipeVersionDetails,
        .picklistValues,
    ])

    public subscript(name: String) -> Resource? {
        resources.first { $0.name == name }
    }

    /// The resources that are listed once for each record of the given one.
    public func listed(under parent: Resource) -> [Resource] {
        resources.filter { $0.parent?.resource == parent.name }
    }

    /// The columns that say which listing a record of `resource` came from, outermost first.
    public func scopeColumns(of resource: Resource) -> [String] {
        guard let parent = resource.parent, let above = self[parent.resource] else { return [] }
        return scopeColumns(of: above) + [parent.column] + [parent.selection.choice].compactMap { $0 }
    }

    /// The key of the resource's own table.
    public func tableKey(of resource: Resource) -> [String] {
        scopeColumns(of: resource) + resource.key
    }

    /// Every table that a resource fills; its own comes first.
    public func tables(of resource: Resource) -> [LiveTable] {
        let scope = scopeColumns(of: resource)
        func table(_ name: String, _ key: [String], _ kind: LiveTable.Kind) -> LiveTable {
            LiveTable(name: name, key: scope + key, kind: kind, customer: customerColumn(in: scope + key, of: resource))
        }
        var tables = [table(resource.name, resource.key, .record)]
        if let measures = resource.measures {
            tables.append(table(measures.table, [measures.owner], .measures))
        }
        if let versions = resource.versions {
            tables.append(table(versions.table, [versions.owner, versions.number, versions.text + "_sha256"], .versions))
        }
        return tables + resource.children.map { table($0.table, [$0.owner] + $0.key, .child) }
    }

    /// The table of customers names the customer by another column than the tables of what belongs to a customer.
    private func customerColumn(in key: [String], of resource: Resource) -> String? {
        let column = "managed_user_id"
        if key.contains(column) { return column }
        return listed(under: resource).contains { $0.parent?.column == column } ? resource.key.first : nil
    }

    /// Every live table of the mirror.
    public var tables: [LiveTable] { resources.flatMap(tables(of:)) }
}

extension Parent.Selection {
    /// The column that holds what the configuration has chosen of a parent record.
    public var choice: String? {
        if case .chosen(_, let column, _) = self { column } else { nil }
    }
}

/// A table that holds what exists now.
public struct LiveTable: Sendable {
    public enum Kind: Sendable { case record, measures, versions, child }

    public let name: String
    /// The columns that identify a row.
    public let key: [String]
    public let kind: Kind
    /// The column that says which customer a row belongs to; nil for what belongs to the partner.
    public let customer: String?
}

extension LiveTable {
    /// What one row of the table is called: `recipe` for `recipes`, `property` for `properties`.
    ///
    /// Names of tables are English plurals. Names without a plural (`task_usage`, `recipe_activity`) stay as they are.
    public var noun: String {
        let words = name.replacing("_", with: " ")
        if words.hasSuffix("ies") { return words.dropLast(3) + "y" }
        return words.hasSuffix("s") ? String(words.dropLast()) : words
    }
}
