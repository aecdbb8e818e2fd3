import Foundation
import Values

/// Reads months and dates as people give them: absolute, or relative to a given time. All are in UTC.
public enum CalendarText {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// `2024-03`, `this month`, `last month` or `-3 months` as `YYYY-MM`.
    static func month(_ text: String, now: Date) -> String? {
        if text.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])/) != nil { return text }
        guard let offset = monthOffset(text), let firstOfMonth = calendar.dateInterval(of: .month, for: now)?.start,
            let moved = calendar.date(byAdding: .month, value: offset, to: firstOfMonth)
        else { return nil }
        return String(iso(moved).prefix(7))
    }

    /// The month of a time, as `YYYY-MM`.
    static func month(of time: Date) -> String { String(iso(time).prefix(7)) }

    /// `2024-03-31`, `today`, `yesterday`, `monday`, `-30 days` or `-2 months` as `YYYY-MM-DD`. The name of a weekday means the last such
    /// day, which may be today.
    public static func date(_ text: String, now: Date) -> String? {
        if let date = CivilDate(text) { return date.description }
        let moved: Date? =
            switch text {
            case "today": now
            case "yesterday": calendar.date(byAdding: .day, value: -1, to: now)
            case let text where weekdays.contains(text.lowercased()): last(weekday: text.lowercased(), now: now)
            default: dayOffset(text).flatMap { calendar.date(byAdding: $0.unit, value: $0.count, to: now) }
            }
        return moved.map(iso)
    }

    /// In the order of Foundation's numbers, where Sunday is 1.
    static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

    /// The names of dates, for suggestions.
    public static let words = ["today", "yesterday"] + weekdays

    private static func last(weekday name: String, now: Date) -> Date? {
        guard let wanted = weekdays.firstIndex(of: name) else { return nil }
        let past = (calendar.component(.weekday, from: now) - 1 - wanted + 7) % 7
        return calendar.date(byAdding: .day, value: -past, to: now)
    }

    private static func monthOffset(_ text: String) -> Int? {
        switch text {
        case "this month": 0
        case "last month": -1
        default: text.wholeMatch(of: /([+-][0-9]{1,4}) months?/).flatMap { Int($0.1) }
        }
    }

    private static func dayOffset(_ text: String) -> (count: Int, unit: Calendar.Component)? {
        guard let match = text.wholeMatch(of: /([+-][0-9]{1,5}) (day|month)s?/), let count = Int(match.1) else { return nil }
        return (count, match.2 == "day" ? .day : .month)
    }

    private static func iso(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
