import Values

/// An amount of money: a whole number of the currency's smallest unit, so that nothing is ever rounded and no zero has a sign.
struct Amount: Sendable, Hashable, CustomStringConvertible {
    /// Cents for EUR, yen for JPY. At most 38 digits.
    let minorUnits: Int128
    let currency: Currency

    /// The largest number of 38 digits. 128 bits hold some of 39 too, but not all.
    private static let limit: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999

    /// The reason that every amount which is too long is refused with.
    static let tooLong = PriceProblem("the amount has more digits than can be exact (\(UnitPrice.maximumDigits))")

    init(minorUnits: Int128, _ currency: Currency) throws(PriceProblem) {
        guard -Self.limit...Self.limit ~= minorUnits else { throw Self.tooLong }
        self.minorUnits = minorUnits
        self.currency = currency
    }

    private init(unchecked minorUnits: Int128, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads what `text` writes, and nothing else.
    init(_ text: String, _ currency: Currency) throws(PriceProblem) {
        let number = text.utf8.filter { $0 != UInt8(ascii: ".") }
        // A text that was longer, had a plus or lacked its point would be written otherwise.
        guard let minorUnits = Int128(String(decoding: number, as: UTF8.self)),
            let amount = try? Amount(minorUnits: minorUnits, currency), amount.text.hasSameBytes(as: text)
        else { throw PriceProblem("\(text.shown) is not an amount in \(currency.code)") }
        self = amount
    }

    static func zero(_ currency: Currency) -> Amount { Amount(unchecked: 0, currency) }

    /// Exactly the currency's decimals: `12.30`, `-0.05`, `7` for JPY.
    var text: String {
        (minorUnits < 0 ? "-" : "") + DecimalText.of(minorUnits.magnitude, decimals: currency.minorDigits)
    }

    /// `12.30 EUR`.
    var description: String { "\(text) \(currency.code)" }

    static func + (one: Amount, other: Amount) throws(PriceProblem) -> Amount {
        guard one.currency == other.currency else {
            throw PriceProblem("\(one.currency.code) and \(other.currency.code) cannot be added")
        }
        // Two numbers of 38 digits are at most 2 × 10³⁸, which is above the largest of 127 bits.
        let (sum, overflows) = one.minorUnits.addingReportingOverflow(other.minorUnits)
        guard !overflows else { throw tooLong }
        return try Amount(minorUnits: sum, one.currency)
    }

    static func - (one: Amount, other: Amount) throws(PriceProblem) -> Amount { try one + -other }

    static prefix func - (amount: Amount) -> Amount { Amount(unchecked: -amount.minorUnits, amount.currency) }
}
