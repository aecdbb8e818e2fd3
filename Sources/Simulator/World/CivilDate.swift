/// A day of the Gregorian calendar.
///
/// `Values` has the same two conversions. They stand here again because the simulator imports none of the program's modules: a mistake
/// there must not be repeated by the world that tests compare with.
struct CivilDate {
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    // Howard Hinnant's civil_from_days: its years start in March, so that leap days come last.
    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 0 on a Sunday.
    var daysToSunday: Int { (7 - (daysSince1970 + 4) % 7) % 7 }
}

/// A calendar month, counted from year 0.
public struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let index: Int

    public init(year: Int, month: Int) { index = year * 12 + month - 1 }

    /// Reads `2024-06`; nil for any other text.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})/)?.output, let year = Int(match.1), let month = Int(match.2),
            1...12 ~= month
        else { return nil }
        self.init(year: year, month: month)
    }

    private init(index: Int) { self.index = index }

    public var year: Int { index / 12 }

    /// 1 is January.
    public var month: Int { index % 12 + 1 }

    public func adding(_ months: Int) -> Month { Month(index: index + months) }

    /// How many months later than another.
    func distance(since other: Month) -> Int { index - other.index }

    /// `2024-06`.
    public var description: String { "\(padded(year, 4))-\(padded(month))" }

    /// Midnight of the first day, Pacific time.
    var start: Moment {
        let midnight = Moment(year, month, 1)
        return midnight.adding(minutes: midnight.adding(minutes: 480).pacificOffsetHours * -60)
    }

    public static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}
