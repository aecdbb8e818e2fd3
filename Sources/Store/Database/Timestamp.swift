import Foundation
import Values

/// The mirror's one form of time: UTC with milliseconds, `2019-09-11T01:20:08.854Z`.
///
/// The API writes ISO 8601 with `Z` or an offset, with or without a fraction (API.md 3.3); the basic form without signs is read too. It
/// is read by hand: a record has four times, and Foundation's calendar would be too slow.
public enum Timestamp {
    /// The length of the stored form in bytes.
    public static let length = 24

    /// Writes the stored form of an ISO 8601 time to `output`, which has room for `length` bytes.
    ///
    /// A leap second (`23:59:60`) becomes the first second of the next minute; `24:00:00` becomes the next day's midnight.
    ///
    /// - Returns: false if the text is not a moment in time: no date, no time, or no offset.
    public static func normalize(_ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Bool {
        var scanner = Scanner(text: text)
        guard let year = scanner.digits(4) else { return false }
        let isBasic = !scanner.skip("-")
        guard let month = scanner.digits(2), isBasic || scanner.skip("-"), let day = scanner.digits(2),
            scanner.skip("T") || scanner.skip("t") || scanner.skip(" "), let time = scanner.clock(), let offset = scanner.offset(),
            scanner.atEnd, let date = CivilDate(year: year, month: month, day: day), time.isOnAClock
        else { return false }
        let minutes = date.daysSince1970 * 1_440 + time.hour * 60 + time.minute - offset + time.second / 60
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
        let date = CivilDate(daysSince1970: days)
        guard 0...9_999 ~= date.year else { return false }
        var writer = Writer(output: output)
        writer.put(date.year, 4, then: "-")
        writer.put(date.month, 2, then: "-")
        writer.put(date.day, 2, then: "T")
        writer.put(rest / 60, 2, then: ":")
        writer.put(rest % 60, 2, then: ":")
        writer.put(second, 2, then: ".")
        writer.put(millisecond, 3, then: "Z")
        return true
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

/// A time in the mirror's form: UTC with milliseconds, such as `2019-09-11T01:20:08.854Z`.
extension Date {
    private static let stampStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// - Returns: nil if the text is not in the mirror's form.
    public init?(stamp: String) {
        guard let date = try? Date(stamp, strategy: Self.stampStyle) else { return nil }
        self = date
    }

    public var stamp: String { formatted(Self.stampStyle) }
}
