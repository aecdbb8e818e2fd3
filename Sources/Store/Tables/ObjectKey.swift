import Catalog
import Foundation
import Values

/// The key of an object as people and scripts write it: `41354`, `7/41354`, or the JSON object of the column `key`.
public enum ObjectKey: Sendable, Hashable {
    /// The last columns of a key, in their order.
    case parts([String])
    /// Some columns of a key by their names; nil is NULL.
    case named([String: KeyValue?])

    /// - Returns: nil if the text begins like JSON but is no object of numbers and texts, or if a part is empty.
    public init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "{") else {
            let parts = text.parts(between: "/")
            guard !parts.contains("") else { return nil }
            self = .parts(parts)
            return
        }
        guard let fields = try? JSONDecoder().decode([String: Scalar?].self, from: Data(text.utf8)), !fields.isEmpty else { return nil }
        self = .named(fields.mapValues { $0?.value })
    }

    /// The values by column; nil if the table's rows cannot have such a key.
    ///
    /// The customer, who comes first in most keys, may be left out. A text at the end of a key may have slashes.
    func values(in shape: TableSchema) -> [String: KeyValue?]? {
        switch self {
        case .named(let fields):
            guard fields.keys.allSatisfy(shape.key.contains) else { return nil }
            var values: [String: KeyValue?] = [:]
            for (column, given) in fields {
                let value = given.flatMap { shape.keyValue($0.description, in: column) }
                // A value that does not fit its column's type is no NULL.
                guard value != nil || given == nil else { return nil }
                values.updateValue(value, forKey: column)
            }
            return values
        case .parts(var parts):
            let count = shape.key.count
            if parts.count > count, shape.isText(shape.key[count - 1]) {
                parts = parts.prefix(count - 1) + [parts.dropFirst(count - 1).joined(separator: "/")]
            }
            let missing = count - parts.count
            guard missing == 0 || (missing == 1 && count > 1 && shape.key.first == shape.customer) else { return nil }
            var values: [String: KeyValue?] = [:]
            for (column, part) in zip(shape.key.suffix(parts.count), parts) {
                guard let value = shape.keyValue(part, in: column) else { return nil }
                values[column] = value
            }
            return values
        }
    }
}

/// A number or a text in JSON. A number with a fraction is no key.
private struct Scalar: Decodable {
    let value: KeyValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else {
            value = .text(try container.decode(String.self))
        }
    }
}

extension TableSchema {
    func isText(_ column: String) -> Bool { columns.first { $0.name == column }?.type != .integer }

    /// The text in the form of the key's column; nil if the column holds numbers and the text is none.
    func keyValue(_ text: String, in column: String) -> KeyValue? {
        isText(column) ? .text(text) : Int64(text).map(KeyValue.integer)
    }
}
