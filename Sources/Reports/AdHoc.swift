/// How values are given to SQL that has no header to declare their types.
///
/// A value that is exactly how an integer or a decimal number is written (`12`, `-3`, `0.5`; not `007`, `1.50` or `1e3`) is bound as one,
/// any other as text.
enum AdHoc {
    static func arguments(given: [String: String], used: [String]) throws(ReportsError) -> [String: Cell] {
        for name in given.keys.sorted() where !used.contains(name) {
            throw .unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: used), known: used)
        }
        return given.mapValues(cell)
    }

    static func cell(_ text: String) -> Cell {
        if let integer = Int64(text), String(integer) == text { return .integer(integer) }
        let isDecimal = text.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil
        if isDecimal, let real = Double(text), real.description == text { return .real(real) }
        return .text(text)
    }
}
