import Values

/// A report's statement for programs that bind every parameter as text, and as the empty text where nothing is given (Datasette).
///
/// Each `:name` becomes an expression that reads the text as `-p` does, relative months and dates included, and that takes the
/// default when it is empty. So the statement stays one for every day: nothing of today is written into it. What `-p` would refuse
/// fails there too, with a message that says what was expected: the statement ends in a LIMIT that looks at each value.
public struct DatasetteSQL: Sendable {
    public let sql: String

    public init(_ report: Report) {
        let expressions = Dictionary(report.parameters.map { ($0.name, $0.expression) }) { first, _ in first }
        let checks = report.parameters.compactMap(\.check)
        var text = ""
        var rest = report.sql[...]
        while let first = rest.unicodeScalars.first {
            if let end = Self.opaque(rest) {
                text += rest[..<end]
                rest = rest[end...]
            } else if first == ":", let name = rest.unicodeScalars.dropFirst().prefix(while: Self.isNameScalar).nonEmpty,
                let cell = expressions[String(name)]
            {
                text += "(\(cell))"
                rest = rest[name.endIndex...]
            } else if first == ";", !checks.isEmpty {
                // It ends the one statement, which is to go into another.
                rest = Substring(rest.unicodeScalars.dropFirst())
            } else {
                text.unicodeScalars.append(first)
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        sql = checks.isEmpty ? text : Self.checked(text, by: checks)
    }

    /// A LIMIT is computed once, also where there is no row to come; -1 is none. The order of the rows is the inner statement's.
    private static func checked(_ statement: String, by checks: [ParameterCheck]) -> String {
        """
        SELECT * FROM (
        \(statement)
        ) LIMIT (
        SELECT CASE
        \(checks.map(\.branch).joined(separator: "\n"))
        ELSE -1 END
        FROM (SELECT \(checks.map(\.column).joined(separator: ", "))))
        """
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "_": true
        default: false
        }
    }

    /// Where the text at the beginning ends, in which a colon means nothing: quoted, or a comment; nil if it is neither. By scalars, as
    /// SQLite sees them: a quote with a combining character after it is a quote.
    private static func opaque(_ text: Substring) -> String.Index? {
        switch text.unicodeScalars.first {
        case "'": end(of: /'(?:[^']|'')*'/, in: text)
        case "\"": end(of: /"(?:[^"]|"")*"/, in: text)
        case "-": end(of: /--[^\n]*/, in: text)
        case "/": end(of: /(?s)\/\*.*?\*\//, in: text)
        default: nil
        }
    }

    private static func end(of part: Regex<Substring>, in text: Substring) -> String.Index? {
        text.prefixMatch(of: part.matchingSemantics(.unicodeScalar))?.range.upperBound
    }
}

extension Substring.UnicodeScalarView {
    /// Itself, or nil without a scalar.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
