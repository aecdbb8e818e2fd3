import Values

/// A report's statement for programs that bind every parameter as text, and as the empty text where nothing is given (Datasette).
///
/// Each `:name` becomes an expression that reads the text as `-p` does, relative months and dates included, and that takes the
/// default when it is empty. So the statement stays one for every day: nothing of today is written into it.
public struct PlainForm: Sendable {
    public let sql: String

    public init(_ report: Report) {
        let expressions = Dictionary(report.parameters.map { ($0.name, $0.expression) }) { first, _ in first }
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
            } else {
                text.unicodeScalars.append(first)
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        sql = text
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

extension ReportParameter {
    /// The value that the text in `:name` stands for, as SQL; the default where the text is empty.
    fileprivate var expression: String {
        let text = "nullif(trim(:\(name)), '')"
        let fallback =
            switch self.fallback {
            case .value(let value): value
            case .none, .required: nil as String?
            }
        let given = fallback.map { "coalesce(\(text), \($0.sqlLiteral))" } ?? text
        switch type {
        case .text: return given
        case .integer: return "CAST(\(given) AS INTEGER)"
        case .boolean: return "CASE WHEN lower(\(given)) IN ('yes', 'true', 'on', '1') THEN 1 WHEN \(given) IS NOT NULL THEN 0 END"
        case .month: return Self.month(given)
        case .date: return Self.date(given)
        case .zone: return Self.zone(given)
        // Only a value that is known beforehand reaches the indexes behind the view `changes`: so a blank one finds nothing.
        case .run: return "CAST(\(text) AS INTEGER)"
        }
    }

    /// Midnight of the zone's own clock at the beginning of all times, turned round. SQLite knows offsets only, and no zone by its name.
    private static func zone(_ text: String) -> String {
        let seconds = "iif(upper(\(text)) IN ('UTC', 'Z'), 0, -unixepoch('1970-01-01 00:00:00' || \(text)))"
        return "json_array(json_array(\(ZoneText.allTimes.first), \(ZoneText.allTimes.last), \(seconds)))"
    }

    /// `-3 months` is a modifier of SQLite's too; what is none gives NULL, and is a month already.
    private static func month(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'this month' THEN '+0 months' WHEN 'last month' THEN '-1 months' ELSE \(text) END"
        return "coalesce(strftime('%Y-%m', 'now', 'start of month', \(offset)), \(text))"
    }

    /// A month before 31 March is 28 February here as elsewhere in the program; SQLite alone would say 3 March.
    private static func date(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'today' THEN '+0 days' WHEN 'yesterday' THEN '-1 days' ELSE \(text) END"
        let lastOfMonth = "date('now', 'start of month', \(offset), '+1 month', '-1 day')"
        let moved = "CASE WHEN \(text) LIKE '%month%' THEN min(date('now', \(offset)), \(lastOfMonth)) ELSE date('now', \(offset)) END"
        return "coalesce(\(moved), \(text))"
    }
}
