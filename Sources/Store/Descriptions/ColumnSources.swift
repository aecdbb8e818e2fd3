import Catalog

/// Which field of the API fills a column, according to the catalog. `schema` shows it.
struct ColumnSources {
    private let resource: Resource
    private let table: String
    private let scope: [String]

    init(_ table: String, of resource: Resource, in catalog: Catalog) {
        self.resource = resource
        self.table = table
        scope = catalog.scopeColumns(of: resource)
    }

    /// The field's name, such as `running` or `config[].account_id`; or other words for a value that does not come from the record.
    func source(of column: String) -> String {
        if scope.contains(column) { return column == resource.parent?.selection.choice ? "the settings" : "the path" }
        if let measures = resource.measures, measures.table == table { return column == measures.owner ? ownKey : column }
        if let versions = resource.versions, versions.table == table { return field(of: column, versions) }
        if let child = resource.children.first(where: { $0.table == table }) {
            if column == child.owner { return ownKey }
            let found = child.sources.compactMap { $0.field(of: column) }
            return found.enumerated().filter { !found[..<$0].contains($1) }.map(\.element).joined(separator: ", ")
        }
        let spellings = resource.renames.filter { $0.value == column }.map(\.key)
        return ([column] + spellings.sorted()).joined(separator: ", ")
    }

    private var ownKey: String { resource.key.first ?? "" }

    private func field(of column: String, _ versions: Versions) -> String {
        switch column {
        case versions.owner: ownKey
        case versions.text + "_sha256": "made of \(versions.text)"
        default: column
        }
    }
}

extension Child.Source {
    /// The field that this source fills a column from; nil if it does not speak of the column.
    fileprivate func field(of column: String) -> String? {
        switch self {
        case .value(let field, let to, let constants): column == to ? field : constants[column].map { "'\($0)'" }
        case .elements(let field, let to, let constants): column == to ? "\(field)[]" : constants[column].map { "'\($0)'" }
        case .objects(let field, let columns, let position, let constants):
            if column == position {
                "place in \(field)[]"
            } else {
                columns.first { $0.value == column }.map { "\(field)[].\($0.key)" } ?? constants[column].map { "'\($0)'" }
            }
        case .groups(let field, let name, let element):
            column == name ? "names in \(field)" : column == element ? "\(field).*[]" : nil
        }
    }
}
