import Foundation
import Store
import Values

/// Times for people, in UTC and in English: the same on every machine.
enum MomentText {
    /// `26 Nov 2026, 18:00 UTC`
    static func time(_ time: Date) -> String {
        let seconds = Int(time.timeIntervalSince1970.rounded(.down))
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let second = rest < 0 ? rest + 86_400 : rest
        let date = CivilDate(daysSince1970: rest < 0 ? days - 1 : days)
        return "\(EnglishDate.day(date)), \(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60)) UTC"
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
