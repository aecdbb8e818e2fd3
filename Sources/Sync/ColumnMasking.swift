import Catalog
import JSONPages

/// Which values must not reach the disk as they are: secrets, which the catalog names, and columns, which the configuration names.
///
/// A run takes from it how to read each resource's answers; the recorder takes from it what it may write.
public struct ColumnMasking: Sendable {
    /// Columns whose values are replaced by keyed hashes, by table.
    private let columns: [String: [String]]
    /// Gives the hash of a value in a column.
    private let hash: @Sendable (_ column: String, _ value: UnsafeRawBufferPointer) -> String
    private let catalog: Catalog
    /// The names of all fields that may hold a secret, of any resource.
    private let secretNames: Set<String>
    /// Removes the secrets of every resource from an answer.
    private let secrets: Redaction

    /// Removes secrets only.
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
        secretNames = catalog.resources.reduce(into: Self.usualSecrets) { $0.formUnion($1.secrets.fields) }
        let urls = Set(catalog.resources.flatMap(\.secrets.urls))
        let rules = urls.map { ($0, Redaction.Rule.stripQuery) } + secretNames.map { ($0, .replace(with: "[redacted]")) }
        secrets = Redaction(Dictionary(rules) { $1 })
    }

    /// Names the withheld columns. A run doesn't continue one that was staged while other columns were withheld.
    var identity: String { columns.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.sorted())" }.joined(separator: "; ") }

    func decoder(of resource: Resource, fields: [String]) -> PageDecoder {
        let withheld = withheldColumns(of: resource)
        var rules: [String: Redaction.Rule] = [:]
        for field in resource.secrets.fields { rules[field] = .replace(with: "[redacted]") }
        for field in resource.secrets.urls { rules[field] = .stripQuery }
        for (table, column) in withheld {
            let names = [column] + resource.renames.filter { $0.value == column }.map(\.key)
            for name in names { rules[name] = .hash { [hash] in hash("\(table).\(column)", $0) } }
        }
        return PageDecoder(
            form: resource.answer, fields: fields, redaction: rules.isEmpty ? nil : Redaction(rules), keepsShapeOnly: !withheld.isEmpty)
    }

    /// An answer as a recording may keep it: without the secrets of every resource, and without the values of withheld columns.
    public func recordable(_ body: PageBytes, method: String, path: String) -> PageBytes {
        let resource = Endpoint.Method(rawValue: method).flatMap { Endpoint.matching(method: $0, path: path)?.mirrored }.flatMap {
            catalog[$0]
        }
        let cleared: PageBytes?
        if columns.isEmpty {
            cleared = body.redacted(by: secrets)
        } else if let resource, case .records = resource.answer, let redaction = decoder(of: resource, fields: []).redaction {
            cleared = body.redacted(by: redaction)?.redacted(by: secrets)
        } else if let resource, withheldColumns(of: resource).isEmpty {
            cleared = body.redacted(by: secrets)
        } else {
            // Rules are for the fields of records, and this answer doesn't have its values in any.
            cleared = body.redacted(by: .maskAll)
        }
        if let cleared { return cleared }
        return columns.isEmpty && !body.mayHold(secretNames) ? body : PageBytes("[redacted: \(body.count) bytes that are not JSON]".utf8)
    }

    /// Usual names of fields that hold a secret, also of resources that the catalog doesn't know.
    private static let usualSecrets: Set = ["secret", "token", "api_token", "client_secret", "password", "access_token", "refresh_token"]

    private func withheldColumns(of resource: Resource) -> [(table: String, column: String)] {
        catalog.tables(of: resource).filter { $0.kind != .child }.flatMap { table in
            (columns[table.name] ?? []).map { (table.name, $0) }
        }
    }
}

extension PageBytes {
    /// Nil if this is not JSON.
    fileprivate func redacted(by redaction: Redaction) -> PageBytes? { try? redaction.apply(to: self) }

    /// Whether the bytes, which can't be read as JSON, contain one of the words.
    fileprivate func mayHold(_ words: Set<String>) -> Bool {
        let text = withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.lowercased()
        return words.contains { text.contains($0) }
    }
}
