import Foundation
import Values

/// A parameter of a report, as its header declares it.
public struct ReportParameter: Sendable, Equatable {
    /// What happens when no value is given.
    public enum Default: Sendable, Equatable {
        /// A value must be given.
        case required
        /// `= none`: the parameter is bound as NULL.
        case none
        /// The text after `=`. It is read like a given value.
        case value(String)
    }

    public let name: String
    public let type: ParameterType
    /// The only values that are allowed; empty if any value of the type is.
    public let choices: [String]
    public let fallback: Default
    public let description: String
    /// The line that declares it, counted from 1.
    let line: Int

    /// The value to bind: the given text, or else the default, read by the parameter's type.
    public func cell(given: String?, now: Date) throws(ReportsError) -> StoredValue {
        guard let text = given ?? defaultText else {
            if fallback == .none { return .null }
            throw .missingParameter(name: name, expected: expectation)
        }
        guard let cell = read(text, now: now) else {
            throw .invalidParameter(name: name, expected: expectation)
        }
        return cell
    }

    func read(_ text: String, now: Date) -> StoredValue? {
        choices.isEmpty || choices.contains(text) ? type.read(text, now: now) : nil
    }

    /// What a value has to look like, for error messages.
    var expectation: String { choices.isEmpty ? type.expectation : choices.joined(separator: " or ") }

    /// The type for people: its name, or the allowed values.
    public var typeDescription: String { choices.isEmpty ? type.rawValue : choices.joined(separator: "|") }

    /// The default for people: the header's text, `none` or `required`.
    public var defaultDescription: String {
        switch fallback {
        case .required: "required"
        case .none: "none"
        case .value(let text): text
        }
    }

    private var defaultText: String? {
        if case .value(let text) = fallback { text } else { nil }
    }
}

/// The type of a parameter: how its text is read, and which SQLite value it becomes.
public enum ParameterType: String, Sendable, CaseIterable {
    /// `YYYY-MM`, bound as text.
    case month
    /// `YYYY-MM-DD`, bound as text.
    case date
    /// A 64-bit integer.
    case integer
    /// An integer, or a decimal number such as `0.5` or `1e3`, which is bound as a real.
    case number
    /// Any text.
    case text
    /// Bound as 0 or 1.
    case boolean
    /// `UTC`, an offset from it such as `+02:00`, or a zone's name such as `Europe/Berlin`. Bound as a JSON array of
    /// `[since, until, seconds]`: between these two times (seconds of UTC) the zone's clock is `seconds` ahead of UTC.
    case zone
    /// A run's number, or `latest` for the last run that was published, which is looked up in the mirror. Bound as an integer.
    case run

    /// What a value has to look like, for error messages.
    public var expectation: String {
        switch self {
        case .month: "a month as YYYY-MM, 'this month', 'last month' or '-11 months'"
        case .date: "a date as YYYY-MM-DD, 'today', 'yesterday', 'monday' or '-30 days'"
        case .integer: "an integer"
        case .number: "a number such as 12 or 0.5"
        case .text: "a text"
        case .boolean: "yes or no"
        case .zone: "a time zone such as Europe/Berlin, UTC or +02:00"
        case .run: "a run's number or 'latest'"
        }
    }

    /// The value that `text` stands for; nil if it is not of this type. Relative months and dates are in UTC.
    func read(_ text: String, now: Date) -> StoredValue? {
        switch self {
        case .month: CalendarText.month(text, now: now).map(StoredValue.text)
        case .date: CalendarText.date(text, now: now).map(StoredValue.text)
        case .integer: Int64(text).map(StoredValue.integer)
        case .number: Self.number(text)
        case .text: .text(text)
        case .boolean: Self.truths[text.lowercased()].map(StoredValue.integer)
        case .zone: ZoneText.pieces(text, now: now).map(StoredValue.text)
        case .run: text == "latest" ? .null : Int64(text).map(StoredValue.integer)
        }
    }

    /// An integer of more than 64 bits is refused: it would lose digits.
    private static func number(_ text: String) -> StoredValue? {
        if text.wholeMatch(of: /[+-]?[0-9]+/) != nil { return Int64(text).map(StoredValue.integer) }
        guard text.wholeMatch(of: /[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?/) != nil, let real = Double(text), real.isFinite
        else { return nil }
        return .real(real)
    }

    private static let truths: [String: Int64] = [
        "yes": 1, "true": 1, "on": 1, "1": 1, "no": 0, "false": 0, "off": 0, "0": 0,
    ]
}
