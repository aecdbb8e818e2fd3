import Foundation
import Values

/// The parameters of SQL that has no header to declare their types.
///
/// If a value is given with a type, that type decides. Otherwise a value that is written exactly as an integer or a decimal number (`12`, `-3`,
/// `0.5`; not `007`, `1.50` or `1e3`) is bound as a number, and any other as text.
enum AdHoc {
    static func arguments(
        given: [String: String], types: [String: ParameterType], used: [String], now: Date
    ) throws(ReportsError) -> [String: StoredValue] {
        var cells: [String: StoredValue] = [:]
        for (name, text) in given.sorted(by: { $0.key < $1.key }) {
            guard used.contains(name) else {
                throw .unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: used), known: used)
            }
            guard let type = types[name] else {
                cells[name] = cell(text)
                continue
            }
            guard let value = type.read(text, now: now) else { throw .invalidParameter(name: name, expected: type.expectation) }
            cells[name] = value
        }
        return cells
    }

    static func cell(_ text: String) -> StoredValue {
        if let integer = Int64(text), String(integer) == text { return .integer(integer) }
        let isDecimal = text.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil
        if isDecimal, let real = Double(text), real.description == text { return .real(real) }
        return .text(text)
    }
}
