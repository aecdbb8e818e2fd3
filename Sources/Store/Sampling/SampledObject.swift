import Catalog
import Values

/// One object of a random sample: a row of a resource's own table, by its key.
public struct SampledObject: Sendable, Hashable {
    /// The listing that the object comes from.
    public let scope: Scope
    /// What identifies it there: a value for each column of the resource's key.
    public let key: [KeyValue]

    public var resource: String { scope.resource }

    /// Its key as the column `key` of `changes` has it: a JSON object by the table's columns.
    public func keyText(in catalog: Catalog) -> String {
        guard let resource = catalog[resource] else { return "{}" }
        return RowKey.text(zip(catalog.tableKey(of: resource), scope.values + key))
    }
}

/// A random sample of a mirror's objects, and how many there are to draw from.
public struct DrawnSample: Sendable {
    public let population: Int
    /// In the order of the catalog, then by key.
    public let objects: [SampledObject]
}

/// A key as a JSON object.
enum RowKey {
    static func text(_ parts: some Sequence<(String, KeyValue)>) -> String {
        let members = parts.map { column, value in
            let json =
                switch value {
                case .integer(let number): String(number)
                case .text(let text): JSONText.quoted(text, .stored)
                }
            return "\(JSONText.quoted(column, .stored)):\(json)"
        }
        return "{\(members.joined(separator: ","))}"
    }
}
