import Values

/// A date, a month or a time in one of the spellings that a report has, whether it is in the calendar or not.
struct DateText {
    /// The three spellings, each with a number format of its own.
    enum Form: CaseIterable {
        /// `YYYY-MM-DD`.
        case day
        /// `YYYY-MM`.
        case month
        /// `YYYY-MM-DDTHH:MM[:SS[.fff]]Z`. As SQLite writes it, there is a blank for the `T` and no `Z`.
        case instant

        var numberFormat: String {
            switch self {
            case .day: "yyyy-mm-dd"
            case .month: "yyyy-mm"
            case .instant: "yyyy-mm-dd hh:mm:ss"
            }
        }
    }

    let form: Form
    private let (year, month, day): (Int, Int, Int)
    private var (hour, minute, second, millisecond) = (0, 0, 0, 0)

    init?(_ text: String) {
        guard 7...24 ~= text.utf8.count else { return nil }
        var rest = Digits(text)
        guard let year = rest.number(4), rest.skip("-"), let month = rest.number(2) else { return nil }
        (self.year, self.month) = (year, month)
        if rest.isAtEnd {
            (form, day) = (.month, 1)
            return
        }
        guard rest.skip("-"), let day = rest.number(2) else { return nil }
        self.day = day
        form = rest.isAtEnd ? .day : .instant
        if form == .instant { guard readTime(&rest) else { return nil } }
    }

    private mutating func readTime(_ rest: inout Digits) -> Bool {
        guard rest.skip("T") || rest.skip(" "), let hour = rest.number(2), rest.skip(":"), let minute = rest.number(2) else { return false }
        (self.hour, self.minute) = (hour, minute)
        if rest.skip(":") {
            guard let second = rest.number(2) else { return false }
            self.second = second
            if rest.skip(".") {
                guard let fraction = rest.thousandths() else { return false }
                millisecond = fraction
            }
        }
        _ = rest.skip("Z")
        return rest.isAtEnd
    }

    /// Excel's number for it: days since the last one of 1899. Nil for what is in no calendar, and for days before 1900-03-01, because
    /// Excel has a 29 February 1900.
    var serial: Double? {
        guard let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 60 else { return nil }
        let days = date.daysSince1970 + 25_569
        guard days >= 61 else { return nil }
        return Double(days) + Double(((hour * 60 + minute) * 60 + second) * 1_000 + millisecond) / 86_400_000
    }
}

/// The bytes of a text that are not read yet.
private struct Digits {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: byte) else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits.
    mutating func number(_ digits: Int) -> Int? {
        var number = 0
        for _ in 0..<digits {
            guard let byte = rest.popFirst(), 48...57 ~= byte else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }

    /// One to three digits after a point.
    mutating func thousandths() -> Int? {
        var (number, unit) = (0, 100)
        while unit > 0, let byte = rest.first, 48...57 ~= byte {
            number += Int(byte - 48) * unit
            unit /= 10
            rest.removeFirst()
        }
        return unit == 100 ? nil : number
    }
}
