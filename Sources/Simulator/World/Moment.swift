import Foundation

/// A point in time, in whole milliseconds since 1970 UTC.
public struct Moment: Sendable, Hashable, Comparable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A UTC date and time. The ranges are not checked.
    public init(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0, milliseconds: Int = 0) {
        let seconds = CivilDate(year: year, month: month, day: day).daysSince1970 * 86400 + hour * 3600 + minute * 60 + second
        self.milliseconds = Int64(seconds) * 1000 + Int64(milliseconds)
    }

    /// Reads `2024-06-15T12:00:00Z`, with or without a fraction, with `Z` or an offset such as `-07:00`; a bare date is midnight UTC.
    public init?(_ text: String) {
        let pattern = /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?/
        guard let match = text.wholeMatch(of: pattern)?.output, let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            1...12 ~= month, 1...31 ~= day
        else { return nil }
        let clock = [match.4, match.5, match.6].map { $0.flatMap { Int($0) } ?? 0 }
        guard clock[0] < 24, clock[1] < 60, clock[2] < 61 else { return nil }
        let fraction = match.7.flatMap { Int("\($0)00".prefix(3)) } ?? 0
        self.init(year, month, day, clock[0], clock[1], clock[2], milliseconds: fraction)
        milliseconds -= match.8.map { Self.offsetMinutes($0) * 60_000 } ?? 0
    }

    private static func offsetMinutes(_ text: Substring) -> Int64 {
        let digits = text.filter(\.isNumber)
        guard digits.count == 4, let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.suffix(2)) else { return 0 }
        return (hours * 60 + minutes) * (text.hasPrefix("-") ? -1 : 1)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    func adding(minutes: Int64) -> Moment { Moment(milliseconds: milliseconds + minutes * 60_000) }
    func adding(days: Int64) -> Moment { Moment(milliseconds: milliseconds + days * 86_400_000) }
}

extension Moment {
    /// `2024-06-15T12:00:00.000Z`.
    public var utc: String { written(offsetHours: 0) + "Z" }

    /// `2024-06-15T05:00:00.000-07:00`, as the API writes most timestamps.
    public var pacific: String {
        let hours = pacificOffsetHours
        return written(offsetHours: hours) + (hours == -7 ? "-07:00" : "-08:00")
    }

    /// The calendar month in the Embed admin workspace's time zone, which bounds task usage.
    public var pacificMonth: Month {
        let date = shifted(hours: pacificOffsetHours)
        return Month(year: date.year, month: date.month)
    }

    /// The day of the month, Pacific time.
    var pacificDay: Int { shifted(hours: pacificOffsetHours).day }

    // Daylight time: from the second Sunday of March, 10:00 UTC, to the first Sunday of November, 9:00 UTC.
    var pacificOffsetHours: Int64 {
        let year = shifted(hours: 0).year
        let start = Moment(year, 3, 8 + CivilDate(year: year, month: 3, day: 8).daysToSunday, 10)
        let end = Moment(year, 11, 1 + CivilDate(year: year, month: 11, day: 1).daysToSunday, 9)
        return start <= self && self < end ? -7 : -8
    }

    private func shifted(hours: Int64) -> CivilDate {
        let local = milliseconds + hours * 3_600_000
        return CivilDate(daysSince1970: Int((local >= 0 ? local : local - 86_399_999) / 86_400_000))
    }

    private func written(offsetHours: Int64) -> String {
        let date = shifted(hours: offsetHours)
        let local = milliseconds + offsetHours * 3_600_000
        let clock = Int(local - Int64(date.daysSince1970) * 86_400_000)
        let time = "\(padded(clock / 3_600_000)):\(padded(clock / 60_000 % 60)):\(padded(clock / 1000 % 60)).\(padded(clock % 1000, 3))"
        return "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))T\(time)"
    }
}

func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Moment {
    /// The machine's time. The world itself never uses it.
    static var wallClock: Moment { Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
}
