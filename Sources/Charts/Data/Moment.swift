import Values

/// Reads months and times, and writes them as people read them: in English, whatever the machine's language is.
enum Moment {
    static let dayLength = 86_400_000

    /// Reads `YYYY-MM` as a count of months since the year 0.
    static func month(_ text: String) -> Int? {
        guard text.utf8.count == 7, let date = CivilDate(text + "-01") else { return nil }
        return month(of: date)
    }

    /// The month of a day, as a count of months since the year 0.
    static func month(of date: CivilDate) -> Int { date.year * 12 + date.month - 1 }

    /// Reads `YYYY-MM-DDTHH:MM[:SS[.fff]][Z]`, also with a blank for the T, as milliseconds since 1970. More digits are left out.
    static func milliseconds(_ text: String) -> Int? {
        guard 16...40 ~= text.utf8.count, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        guard let date = CivilDate(String(text.prefix(10))) else { return nil }
        var clock = text.dropFirst(10)
        guard let separator = clock.popFirst(), separator == "T" || separator == " " else { return nil }
        if clock.last == "Z" { clock.removeLast() }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59) else { return nil }
        guard let rest = parts.count == 3 ? millisecondsOfMinute(parts[2]) : 0 else { return nil }
        return date.daysSince1970 * dayLength + (hour * 60 + minute) * 60_000 + rest
    }

    /// Reads `SS[.fff]`. A leap second is the last of its minute.
    private static func millisecondsOfMinute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard 1...2 ~= parts.count, let second = number(parts[0], 0...60) else { return nil }
        guard parts.count == 2 else { return second * 1_000 }
        guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return second * 1_000 + (Int((parts[1] + "000").prefix(3)) ?? 0)
    }

    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ 48...57 ~= $0 }), let number = Int(text) else { return nil }
        return range.contains(number) ? number : nil
    }

    /// `Oct 2026`.
    static func name(ofMonth month: Int) -> String { "\(shortName(ofMonth: month)) \(month / 12)" }

    /// `Oct`.
    static func shortName(ofMonth month: Int) -> String { EnglishDate.shortMonth(((month % 12) + 12) % 12 + 1) }

    /// `3 Nov 2026`.
    static func name(ofDay day: Int) -> String { EnglishDate.day(CivilDate(daysSince1970: day)) }

    /// `3 Nov`.
    static func shortName(ofDay day: Int) -> String {
        let date = CivilDate(daysSince1970: day)
        return "\(date.day) \(EnglishDate.shortMonth(date.month))"
    }

    /// `3 Nov 2026 14:05`, with seconds only if there are some.
    static func name(ofTime time: Int) -> String { name(ofDay: day(ofTime: time)) + " " + clock(ofTime: time) }

    static func day(ofTime time: Int) -> Int { Int((Double(time) / Double(dayLength)).rounded(.down)) }

    /// `14:05`, `14:05:09` or `14:05:09.250`.
    static func clock(ofTime time: Int) -> String {
        let rest = time - day(ofTime: time) * dayLength
        let text = "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2))"
        if rest % 60_000 == 0 { return text }
        let seconds = "\(text):\(padded(rest / 1_000 % 60, 2))"
        return rest % 1_000 == 0 ? seconds : "\(seconds).\(padded(rest % 1_000, 3))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
