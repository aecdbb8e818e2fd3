import Foundation
import Store
import Values

/// Times for people, in UTC and in English: the same on every machine.
enum MomentText {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// `26 Nov 2026`
    static func day(_ date: CivilDate) -> String { "\(date.day) \(months[date.month - 1].prefix(3)) \(date.year)" }

    /// `26 Nov 2026, 18:00 UTC`
    static func time(_ time: Date) -> String {
        let seconds = Int(time.timeIntervalSince1970.rounded(.down))
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let second = rest < 0 ? rest + 86_400 : rest
        let date = CivilDate(daysSince1970: rest < 0 ? days - 1 : days)
        return "\(day(date)), \(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60)) UTC"
    }

    /// `November 2026` for `2026-11`; nil for a text that is no month.
    static func month(_ text: String) -> String? {
        guard let first = CivilDate(text + "-01") else { return nil }
        return "\(months[first.month - 1]) \(first.year)"
    }

    /// The day of a time, in UTC.
    static func civilDate(_ time: Date) -> CivilDate {
        CivilDate(daysSince1970: Int((time.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension AsOfRun {
    /// `run 12 (complete), 26 Nov 2026, 18:00 UTC`
    var text: String { "run \(run) (\(state.rawValue)), \(MomentText.time(at))" }
}
