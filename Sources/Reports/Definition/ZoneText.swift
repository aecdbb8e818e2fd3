import Foundation

/// Reads time zones as parameters give them: `UTC`, `+02:00`, or a name such as `Europe/Berlin`.
///
/// SQLite knows no zones. So a zone is bound as a list of all changes of its clock, which the statement reads.
public enum ZoneText {
    /// The range of SQLite's dates: 1 January of the years 1 and 10000, in seconds.
    static let allTimes = (first: -62_135_596_800, last: 253_402_300_800)
    /// 1 January 2000, in seconds. No mirror is older.
    private static let known = 946_684_800
    private static let day = 86_400

    /// A JSON array of `[since, until, seconds]`: from `since` (included) until `until` (excluded), in seconds of UTC, the zone's clock is
    /// `seconds` ahead of UTC. There are no gaps between them. They cover the clock's changes from 2000 to a year after `now`.
    ///
    /// - Returns: nil if `text` names no zone.
    static func pieces(_ text: String, now: Date) -> String? {
        if let seconds = fixed(text) { return "[[\(allTimes.first),\(allTimes.last),\(seconds)]]" }
        guard let zone = zone(text) else { return nil }
        var pieces: [String] = []
        var since = allTimes.first
        var seconds = zone.seconds(at: known)
        for change in changes(of: zone, until: Int(now.timeIntervalSince1970) + 366 * day) {
            pieces.append("[\(since),\(change),\(seconds)]")
            (since, seconds) = (change, zone.seconds(at: change))
        }
        return "[\((pieces + ["[\(since),\(allTimes.last),\(seconds)]"]).joined(separator: ","))]"
    }

    /// The zone that a text names; nil if it names none.
    public static func zone(_ text: String) -> TimeZone? {
        if let seconds = fixed(text) { return TimeZone(secondsFromGMT: seconds) }
        return text.first?.isLetter == true ? TimeZone(identifier: text) : nil
    }

    private static func fixed(_ text: String) -> Int? {
        if ["UTC", "Z"].contains(text.uppercased()) { return 0 }
        guard let match = text.wholeMatch(of: /([+-])(0[0-9]|1[0-4]):([0-5][0-9])/), let hours = Int(match.2), let minutes = Int(match.3)
        else { return nil }
        return (match.1 == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// When the clock changed, for summer time or permanently.
    ///
    /// Foundation's own list (`nextDaylightSavingTimeTransition`) lacks permanent changes, such as Istanbul's in 2016. So this looks at every
    /// day, and finds the second of a change by bisection.
    private static func changes(of zone: TimeZone, until end: Int) -> [Int] {
        stride(from: known, to: end, by: day).compactMap { start in
            let before = zone.seconds(at: start)
            var (low, high) = (start, start + day)
            guard zone.seconds(at: high) != before else { return nil }
            while high - low > 1 {
                let middle = low + (high - low) / 2
                if zone.seconds(at: middle) == before { low = middle } else { high = middle }
            }
            return high
        }
    }
}

extension TimeZone {
    /// How many seconds its clock is ahead of UTC at a time in seconds of UTC.
    fileprivate func seconds(at time: Int) -> Int { secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(time))) }
}
