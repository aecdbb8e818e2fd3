import Catalog
import JSONPages

/// What must not reach the disk as it is: secrets, which the catalog names, and columns, which the configuration names.
public struct Withholding: Sendable {
    /// Columns whose values are kept as keyed hashes, by table.
    private let columns: [String: [String]]
    /// Gives the hash of a value in a column.
    private let hash: @Sendable (_ column: String, _ value: UnsafeRawBufferPointer) -> String
    private let catalog: Catalog

    /// Nothing but secrets.
    public init(catalog: Catalog) {
        self.init(catalog: catalog, columns: [:]) { _, _ in "" }
    }

    public init(
        catalog: Catalog, columns: [String: [String]],
        hash: @escaping @Sendable (_ column: String, _ value: UnsafeRawBufferPointer) -> String
    ) {
        self.catalog = catalog
        self.columns = columns
        self.hash = hash
    }

    /// Says which columns are withheld, so that what was staged while others were is not taken up.
    var identity: String { columns.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.sorted())" }.joined(separator: "; ") }

    func reading(of resource: Resource, fields: [String]) -> AnswerReading {
        let withheld = withheldColumns(of: resource)
        var rules: [String: Redaction.Rule] = [:]
        for field in resource.secrets.fields { rules[field] = .replace(with: "[redacted]") }
        for field in resource.secrets.urls { rules[field] = .stripQuery }
        for (table, column) in withheld {
            let names = [column] + resource.renames.filter { $0.value == column }.map(\.key)
            for name in names { rules[name] = .hash { [hash] in hash("\(table).\(column)", $0) } }
        }
        return AnswerReading(
            form: resource.answer, fields: fields, redaction: rules.isEmpty ? nil : Redaction(rules), keepsShapeOnly: !withheld.isEmpty)
    }

    private func withheldColumns(of resource: Resource) -> [(table: String, column: String)] {
        catalog.tables(of: resource).filter { $0.kind != .child }.flatMap { table in
            (columns[table.name] ?? []).map { (table.name, $0) }
        }
    }
}
