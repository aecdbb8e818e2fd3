import Foundation

/// Writes one value as JSON, for the commands that print a whole object: `status`, `config`, `schema` and `datasette`.
///
/// Keys are in snake_case and sorted, and `/` is not escaped. Results that come row by row have `JSONWriter` in `Reports` instead.
enum JSONOutput {
    /// - Parameter isIndented: false gives one line.
    /// - Returns: the JSON with a line feed at its end.
    static func text(_ value: some Encodable, isIndented: Bool = true) throws -> String {
        let encoder = JSONEncoder()
        // The keys of dictionaries, such as names of tables, stay as they are.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}

/// A value that is `null` in JSON if there is none. Without it, the encoder leaves the key out.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
