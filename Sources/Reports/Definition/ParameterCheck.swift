import Values

/// What SQL has to look at before it takes a parameter's text: what `-p` refuses, it refuses too.
struct ParameterCheck {
    /// The text, as a column that the branch reads.
    let column: String
    /// `WHEN … THEN` of a CASE, which fails if the text is not right.
    let branch: String

    /// SQL has no words to fail with outside of triggers; but a JSON path that is none is shown in the message.
    init(_ parameter: ReportParameter, isRight: String, expected: String) {
        let name = parameter.name.sqlName
        column = "\(parameter.plainText) AS \(name)"
        let isMissing = parameter.fallback == .none ? "" : "\(name) IS NULL OR "
        // Apostrophes would be doubled.
        let message = "parameter \(parameter.name): expected \(expected.replacing("'", with: ""))"
        branch = "WHEN \(isMissing)NOT (\(isRight)) THEN json_extract('{}', \(message.sqlLiteral))"
    }
}

extension ReportParameter {
    /// Nil if every text is right.
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

    /// A day that the month does not have becomes another one: so it is compared with itself.
    private static func isDate(_ text: String) -> String {
        let date = "\(text) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(\(text), '+0 days') IS \(text)"
        let weekdays = CalendarText.weekdays.map(\.sqlLiteral).joined(separator: ", ")
        return "\(date) OR \(text) IN ('today', 'yesterday') OR lower(\(text)) IN (\(weekdays)) OR "
            + isOffset(text, of: ["day", "month"], digits: 5)
    }

    /// `-11 months`: a sign, so many digits at most, and a unit.
    private static func isOffset(_ text: String, of units: [String], digits: Int) -> String {
        let count = "substr(\(text), 2, instr(\(text), ' ') - 2)"
        let unit = "substr(\(text), instr(\(text), ' '))"
        let known = units.flatMap { [" \($0)", " \($0)s"] }.map(\.sqlLiteral).joined(separator: ", ")
        return "(\(text) GLOB '[-+][0-9]* *' AND \(count) NOT GLOB '*[^0-9]*' AND length(\(count)) <= \(digits) AND \(unit) IN (\(known)))"
    }

    /// A number of 64 bits: 19 digits at most, of which the largest is known.
    private static func isInteger(_ text: String) -> String {
        let digits = "iif(\(text) GLOB '[-+]*', substr(\(text), 2), \(text))"
        let significant = "ltrim(\(digits), '0')"
        let largest = "iif(\(text) GLOB '-*', '9223372036854775808', '9223372036854775807')"
        return "(\(digits) GLOB '[0-9]*' AND \(digits) NOT GLOB '*[^0-9]*' AND "
            + "(length(\(significant)) < 19 OR length(\(significant)) = 19 AND \(significant) <= \(largest)))"
    }

    /// What SQLite itself reads as a number to its end, and which begins and ends as one.
    private static func isNumber(_ text: String) -> String {
        let isDecimal =
            "json_valid(iif(\(text) GLOB '+*', substr(\(text), 2), \(text))) AND \(text) GLOB '*[0-9.eE]*' AND \(text) NOT GLOB '*[^-+0-9.eE]*'"
        return "(\(isInteger(text)) OR \(text) GLOB '*[.eE]*' AND \(isDecimal))"
    }

    private static func isZone(_ text: String) -> String {
        "upper(\(text)) IN ('UTC', 'Z') OR \(text) GLOB '[-+]0[0-9]:[0-5][0-9]' OR \(text) GLOB '[-+]1[0-4]:[0-5][0-9]'"
    }
}
