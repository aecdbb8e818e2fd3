import Foundation
import Values

/// Reads the three date formats of RFC 9110, 5.6.7. Foundation reads only the first.
enum HTTPDate {
    /// - Returns: nil for anything else.
    static func parse(_ text: String) -> Date? {
        let words = text.split { " ,:-".contains($0) }
        // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT
        if words.count == 8, words[7] == "GMT" {
            return date(year: words[3], month: words[2], day: words[1], time: words[4...6])
        }
        // Sun Nov  6 08:49:37 1994
        if words.count == 7 { return date(year: words[6], month: words[1], day: words[2], time: words[3...5]) }
        return nil
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func date(year: Substring, month: Substring, day: Substring, time: ArraySlice<Substring>) -> Date? {
        let clock = time.compactMap { number($0) }
        guard let year = number(year), let day = number(day), let month = months.firstIndex(of: String(month)),
            clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] <= 60
        else { return nil }
        // Two digits mean the nearest century. No server of this API is older than 1970.
        let fullYear = year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year
        guard let date = CivilDate(year: fullYear, month: month + 1, day: day) else { return nil }
        let seconds = clock.reduce(0) { $0 * 60 + $1 }
        return Date(timeIntervalSince1970: Double(date.daysSince1970 * 86_400 + seconds))
    }

    private static func number(_ text: Substring) -> Int? {
        text.count <= 4 && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }
}
