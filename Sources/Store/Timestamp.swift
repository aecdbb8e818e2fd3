/// The mirror's one form of time: UTC with milliseconds, `2019-09-11T01:20:08.854Z`.
///
/// The API writes ISO 8601 with `Z` or an offset, with or without a fraction (API.md 3.3); its basic form without signs is read too. A
/// calendar is not needed to shift an offset, and four stamps a record are too many for one.
public enum Timestamp {
    /// The length of the stored form in bytes.
    public static let length = 24

    /// Writes the stored form of an ISO 8601 time to `output`, which has room for `length` bytes.
    ///
    /// A leap second (`23:59:60`) is the first second of the next minute, as clocks without leap seconds have it; `24:00:00` is the
    /// next day's midnight.
    ///
    /// - Returns: false if the text is not a moment in time: no date, no time, or no offset.
    public static func normalize(_ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Bool {
        var scanner = Scanner(text: text)
        guard let year = scanner.digits(4) else { return false }
        let isBasic = !scanner.skip("-")
        guard let month = scanner.digits(2), isBasic || scanner.skip("-"), let day = scanner.digits(2),
            scanner.skip("T") || scanner.skip("t") || scanner.skip(" "), let time = scanner.clock(), let offset = scanner.offset(),
            scanner.atEnd, 1...12 ~= month, 1...daysIn(month, of: year) ~= day, time.isOnAClock
        else { return false }
        let minutes = daysFromEpoch(year, month, day) * 1_440 + time.hour * 60 + time.minute - offset + time.second / 60
        return write(minutes: minutes, time.second % 60, time.millisecond, into: output)
    }

    /// The stored form of an ISO 8601 time, or nil if the text is not a moment in time.
    public static func normalized(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { utf8 in
            withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { output in
                normalize(UnsafeRawBufferPointer(utf8), into: output) ? String(decoding: output, as: UTF8.self) : nil
            }
        }
    }

    private static func write(minutes: Int, _ second: Int, _ millisecond: Int, into output: UnsafeMutableRawBufferPointer) -> Bool {
        let days = minutes >= 0 ? minutes / 1_440 : (minutes - 1_439) / 1_440
        let rest = minutes - days * 1_440
        let (year, month, day) = civil(fromEpoch: days)
        guard 0...9_999 ~= year else { return false }
        var writer = Writer(output: output)
        writer.put(year, 4, then: "-")
        writer.put(month, 2, then: "-")
        writer.put(day, 2, then: "T")
        writer.put(rest / 60, 2, then: ":")
        writer.put(rest % 60, 2, then: ":")
        writer.put(second, 2, then: ".")
        writer.put(millisecond, 3, then: "Z")
        return true
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // The two below: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years start in March.
    private static func daysFromEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromEpoch days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

/// A time of day as it is written.
private struct Clock {
    let hour: Int
    let minute: Int
    let second: Int
    let millisecond: Int

    var isOnAClock: Bool {
        hour < 24 ? minute < 60 && second <= 60 : hour == 24 && minute == 0 && second == 0 && millisecond == 0
    }
}

/// Reads the parts of an ISO 8601 time, one after the other.
private struct Scanner {
    let text: UnsafeRawBufferPointer
    var position = 0

    var atEnd: Bool { position == text.count }

    mutating func skip(_ scalar: UnicodeScalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= text.count else { return nil }
        var value = 0
        for _ in 0..<count {
            let digit = Int(text[position]) - 48
            guard 0...9 ~= digit else { return nil }
            value = value * 10 + digit
            position += 1
        }
        return value
    }

    /// Hours and minutes; seconds and a fraction of them, after a point or a comma, if they are there.
    mutating func clock() -> Clock? {
        guard let hour = digits(2) else { return nil }
        let isExtended = skip(":")
        guard let minute = digits(2) else { return nil }
        let hasSeconds = isExtended ? skip(":") : position < text.count && 48...57 ~= text[position]
        guard let second = hasSeconds ? digits(2) : 0, let millisecond = skip(".") || skip(",") ? fraction() : 0 else { return nil }
        return Clock(hour: hour, minute: minute, second: second, millisecond: millisecond)
    }

    /// Milliseconds; further digits are dropped.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < text.count, 48...57 ~= text[position] {
            if count < 3 { value = value * 10 + Int(text[position]) - 48 }
            count += 1
            position += 1
        }
        return count == 0 ? nil : count == 1 ? value * 100 : count == 2 ? value * 10 : value
    }

    /// Minutes east of UTC.
    mutating func offset() -> Int? {
        _ = skip(" ")
        if skip("Z") || skip("z") { return 0 }
        if skip("U") { return skip("T") && skip("C") ? 0 : nil }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
        if atEnd { return sign * hours * 60 }
        _ = skip(":")
        guard let minutes = digits(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

private struct Writer {
    let output: UnsafeMutableRawBufferPointer
    var position = 0

    init(output: UnsafeMutableRawBufferPointer) {
        self.output = output
    }

    mutating func put(_ value: Int, _ width: Int, then separator: UnicodeScalar) {
        var rest = value
        for place in stride(from: position + width - 1, through: position, by: -1) {
            output[place] = UInt8(48 + rest % 10)
            rest /= 10
        }
        output[position + width] = UInt8(ascii: separator)
        position += width + 1
    }
}
