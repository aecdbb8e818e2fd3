import Values

/// A calendar month, without a zone: `2026-10`.
public struct BillingMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// From 1 to 9999.
    let year: Int
    /// From 1 to 12.
    let month: Int

    init(year: Int, month: Int) { (self.year, self.month) = (year, month) }

    /// Reads `YYYY-MM`; nil for any other text.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"), bytes.indices.allSatisfy({ $0 == 4 || 48...57 ~= bytes[$0] }),
            let year = Int(text.prefix(4)), let month = Int(text.suffix(2)), year > 0, 1...12 ~= month
        else { return nil }
        self.init(year: year, month: month)
    }

    var next: BillingMonth { month == 12 ? BillingMonth(year: year + 1, month: 1) : BillingMonth(year: year, month: month + 1) }

    var previous: BillingMonth { month == 1 ? BillingMonth(year: year - 1, month: 12) : BillingMonth(year: year, month: month - 1) }

    /// Such as `October 2026`.
    var title: String { "\(EnglishDate.months[month - 1]) \(year)" }

    /// `YYYY-MM`.
    public var description: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits + (month < 10 ? "-0" : "-") + String(month)
    }

    public static func < (one: BillingMonth, other: BillingMonth) -> Bool { (one.year, one.month) < (other.year, other.month) }
}
