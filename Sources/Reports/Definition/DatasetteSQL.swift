import Values

/// A report's statement for Datasette, which binds every parameter as text, and as the empty text if nothing is given.
///
/// Each `:name` becomes an expression that reads the text as `-p` does, relative months and dates included, and that uses the default if the
/// text is empty. So the same statement works on every day. A value that `-p` would refuse makes the statement fail, with a message that says
/// what was expected: the statement ends in a LIMIT that checks each value.
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
                // The semicolon goes, because the statement becomes a part of another one.
                rest = Substring(rest.unicodeScalars.dropFirst())
            } else {
                text.unicodeScalars.append(first)
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        sql = checks.isEmpty ? text : Self.checked(text, by: checks)
    }

    /// SQLite computes a LIMIT once, even if there are no rows; -1 means no limit. The rows keep the order of the inner statement.
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

    /// Where a quoted text or a comment at the beginning ends, in which a colon has no meaning; nil if there is none.
    ///
    /// It works with scalars, as SQLite does: a quote with a combining character after it is still a quote.
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
    /// Nil if it has no scalar.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}

extension ReportParameter {
    /// SQL for the text in `:name` without blanks around it. If it is empty, it is the default, or NULL without one.
    var plainText: String {
        let text = "nullif(trim(:\(name)), '')"
        if case .value(let value) = fallback, type != .run { return "coalesce(\(text), \(value.sqlLiteral))" }
        return text
    }

    /// SQL for the value that the text in `:name` stands for.
    var expression: String {
        let given = plainText
        switch type {
        case .text: return given
        case .integer: return "CAST(\(given) AS INTEGER)"
        case .number: return "CAST(\(given) AS NUMERIC)"
        case .boolean: return "CASE WHEN lower(\(given)) IN ('yes', 'true', 'on', '1') THEN 1 WHEN \(given) IS NOT NULL THEN 0 END"
        case .month: return Self.month(given)
        case .date: return Self.date(given)
        case .zone: return Self.zone(given)
        // It has to be given: SQLite uses the indexes behind the view `changes` only for a value that is known beforehand.
        case .run: return "CAST(\(given) AS INTEGER)"
        }
    }

    /// The offset in seconds: midnight of 1 January 1970 on the zone's clock, negated. SQLite knows offsets, but no zones by name.
    private static func zone(_ text: String) -> String {
        let seconds = "iif(upper(\(text)) IN ('UTC', 'Z'), 0, -unixepoch('1970-01-01 00:00:00' || \(text)))"
        return "json_array(json_array(\(ZoneText.allTimes.first), \(ZoneText.allTimes.last), \(seconds)))"
    }

    /// SQLite has modifiers such as `-3 months` too. For any other text strftime gives NULL, and the text is a month already.
    private static func month(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'this month' THEN '+0 months' WHEN 'last month' THEN '-1 months' ELSE \(text) END"
        return "coalesce(strftime('%Y-%m', 'now', 'start of month', \(offset)), \(text))"
    }

    /// A month before 31 March is 28 February, as elsewhere in the program. SQLite alone would say 3 March.
    private static func date(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'today' THEN '+0 days' WHEN 'yesterday' THEN '-1 days' ELSE \(text) END"
        let lastOfMonth = "date('now', 'start of month', \(offset), '+1 month', '-1 day')"
        let moved = "CASE WHEN \(text) LIKE '%month%' THEN min(date('now', \(offset)), \(lastOfMonth)) ELSE date('now', \(offset)) END"
        // It goes six days back, and then forward to the next such day, which may be today.
        let weekdays = CalendarText.weekdays.enumerated().map {
            "WHEN \($0.element.sqlLiteral) THEN date('now', '-6 days', 'weekday \($0.offset)')"
        }
        return "CASE lower(\(text)) \(weekdays.joined(separator: " ")) ELSE coalesce(\(moved), \(text)) END"
    }
}

/// SQL that checks a parameter's text, and refuses what `-p` refuses.
struct ParameterCheck {
    /// The text as a column, which the branch reads.
    let column: String
    /// A `WHEN … THEN` of a CASE, which fails if the text is wrong.
    let branch: String

    /// SQL cannot raise an error outside of triggers. But SQLite quotes an invalid JSON path in its message, so the path is the message.
    init(_ parameter: ReportParameter, isRight: String, expected: String) {
        let name = parameter.name.sqlName
        column = "\(parameter.plainText) AS \(name)"
        let isMissing = parameter.fallback == .none ? "" : "\(name) IS NULL OR "
        // SQLite would show apostrophes doubled.
        let message = "parameter \(parameter.name): expected \(expected.replacing("'", with: ""))"
        branch = "WHEN \(isMissing)NOT (\(isRight)) THEN json_extract('{}', \(message.sqlLiteral))"
    }
}

extension ReportParameter {
    /// The check for this parameter; nil if every text is valid.
    var check: ParameterCheck? {
        let name = self.name.sqlName
        if !choices.isEmpty {
            return ParameterCheck(self, isRight: "\(name) IN (\(choices.map(\.sqlLiteral).joined(separator: ", ")))", expected: expectation)
        }
        switch type {
        case .text: return fallback == .required ? ParameterCheck(self, isRight: "1", expected: expectation) : nil
        case .zone:
            return ParameterCheck(
                self, isRight: Self.isZone(name), expected: "UTC or an offset such as +02:00 (SQLite knows no zone by its name)")
        case .run: return ParameterCheck(self, isRight: Self.isInteger(name), expected: "the number of a run")
        case .month: return ParameterCheck(self, isRight: Self.isMonth(name), expected: expectation)
        case .date: return ParameterCheck(self, isRight: Self.isDate(name), expected: expectation)
        case .integer: return ParameterCheck(self, isRight: Self.isInteger(name), expected: expectation)
        case .number: return ParameterCheck(self, isRight: Self.isNumber(name), expected: expectation)
        case .boolean:
            return ParameterCheck(
                self, isRight: "lower(\(name)) IN ('yes', 'true', 'on', '1', 'no', 'false', 'off', '0')", expected: expectation)
        }
    }

    private static func isMonth(_ text: String) -> String {
        let month = "\(text) GLOB '[0-9][0-9][0-9][0-9]-0[1-9]' OR \(text) GLOB '[0-9][0-9][0-9][0-9]-1[0-2]'"
        return "\(month) OR \(text) IN ('this month', 'last month') OR \(isOffset(text, of: ["month"], digits: 4))"
    }

    /// SQLite turns a day that a month does not have into another day. So the result is compared with the text.
    private static func isDate(_ text: String) -> String {
        let date = "\(text) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(\(text), '+0 days') IS \(text)"
        let weekdays = CalendarText.weekdays.map(\.sqlLiteral).joined(separator: ", ")
        return "\(date) OR \(text) IN ('today', 'yesterday') OR lower(\(text)) IN (\(weekdays)) OR "
            + isOffset(text, of: ["day", "month"], digits: 5)
    }

    /// `-11 months`: a sign, at most `digits` digits, and a unit.
    private static func isOffset(_ text: String, of units: [String], digits: Int) -> String {
        let count = "substr(\(text), 2, instr(\(text), ' ') - 2)"
        let unit = "substr(\(text), instr(\(text), ' '))"
        let known = units.flatMap { [" \($0)", " \($0)s"] }.map(\.sqlLiteral).joined(separator: ", ")
        return "(\(text) GLOB '[-+][0-9]* *' AND \(count) NOT GLOB '*[^0-9]*' AND length(\(count)) <= \(digits) AND \(unit) IN (\(known)))"
    }

    /// A number of 64 bits: at most 19 digits, and not above the largest such number.
    private static func isInteger(_ text: String) -> String {
        let digits = "iif(\(text) GLOB '[-+]*', substr(\(text), 2), \(text))"
        let significant = "ltrim(\(digits), '0')"
        let largest = "iif(\(text) GLOB '-*', '9223372036854775808', '9223372036854775807')"
        return "(\(digits) GLOB '[0-9]*' AND \(digits) NOT GLOB '*[^0-9]*' AND "
            + "(length(\(significant)) < 19 OR length(\(significant)) = 19 AND \(significant) <= \(largest)))"
    }

    /// An integer, or a decimal number that SQLite's JSON functions accept.
    private static func isNumber(_ text: String) -> String {
        let isDecimal =
            "json_valid(iif(\(text) GLOB '+*', substr(\(text), 2), \(text))) AND \(text) GLOB '*[0-9.eE]*' AND \(text) NOT GLOB '*[^-+0-9.eE]*'"
        return "(\(isInteger(text)) OR \(text) GLOB '*[.eE]*' AND \(isDecimal))"
    }

    private static func isZone(_ text: String) -> String {
        "upper(\(text)) IN ('UTC', 'Z') OR \(text) GLOB '[-+]0[0-9]:[0-5][0-9]' OR \(text) GLOB '[-+]1[0-4]:[0-5][0-9]'"
    }
}
