import Testing

@testable import Billing

@Suite struct UnitPriceTests {
    @Test(
        "a price's canonical text has the same digits, without zeros that mean nothing",
        arguments: [
            ("0", "0"), ("000", "0"), ("0.000", "0"), ("12", "12"), ("0012", "12"), ("100", "100"), ("12.50", "12.5"), ("0.0123", "0.0123"),
            ("10.010", "10.01"), ("1.0000000000000000000000000000000000000000", "1"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
            ("1234567890123456789.0123456789012345678", "1234567890123456789.0123456789012345678"),
            ("0.0012345678901234567890123456789012345678", "0.0012345678901234567890123456789012345678"),
        ])
    func canonical(_ text: String, _ canonical: String) throws {
        let price = try UnitPrice(text)
        #expect(price.text == canonical)
        #expect(try UnitPrice(canonical) == price)
    }

    @Test(
        "any other form is refused",
        arguments: [
            "", ".", ".5", "5.", "1e-3", "1E3", "+1", "-1", "-0", "1,000", "1 000", "1_000", "1.000.000", "NaN", "inf", "0x10", "$1", "1,5",
            "٣", "１", "1\u{301}", "½",
        ])
    func refused(_ text: String) {
        #expect(throws: PriceProblem.self) { try UnitPrice(text) }
    }

    @Test(
        "more than 38 digits are refused with their number",
        arguments: [
            ("123456789012345678901234567890123456789", "39 digits"), ("1234567890123456789.01234567890123456789", "39 digits"),
            ("0.123456789012345678901234567890123456789", "39 digits"), ("1" + String(repeating: "0", count: 38), "39 digits"),
            ("0." + String(repeating: "0", count: 100) + "1", "101 digits after the point"),
            (String(repeating: "7", count: 100_000), "100000 digits"),
        ])
    func tooLong(_ text: String, _ says: String) {
        #expect { try UnitPrice(text) } throws: { "\($0)".contains(says) && "\($0)".count < 100 }
    }
}

@Suite struct AmountTests {
    private func amount(_ text: String, _ code: String = "EUR") throws -> Amount { try Amount(text, Currency(code)) }

    @Test(
        "an amount has its currency's decimals",
        arguments: [
            (1_230, "EUR", "12.30"), (-5, "EUR", "-0.05"), (0, "EUR", "0.00"), (7, "JPY", "7"), (-7, "JPY", "-7"), (0, "JPY", "0"),
            (5, "KWD", "0.005"), (-12_345, "CLF", "-1.2345"), (100, "EUR", "1.00"), (99, "EUR", "0.99"),
        ] as [(Int128, String, String)])
    func text(_ units: Int128, _ code: String, _ text: String) throws {
        let amount = try Amount(minorUnits: units, Currency(code))
        #expect(amount.text == text && amount.description == "\(text) \(code)")
        #expect(try self.amount(text, code) == amount)
    }

    @Test(
        "only its own text is read",
        arguments: ["", "1", "1.5", "1.500", ".50", "+1.50", "01.50", "-0.00", "1e2", "1,50", "1.5.0", " 1.50", "150"])
    func otherText(_ text: String) {
        #expect(throws: PriceProblem("\(text.shown) is not an amount in EUR")) { try amount(text) }
    }

    @Test("addition, subtraction and negation are exact, and no zero has a sign")
    func arithmetic() throws {
        #expect(try (amount("0.10") + amount("0.20")).text == "0.30")
        #expect(try (amount("0.10") - amount("0.25")).text == "-0.15")
        #expect(try (amount("0.10") - amount("0.10")).text == "0.00")
        #expect(try (-amount("0.00")).text == "0.00" && (-amount("0.01")).text == "-0.01")
        #expect(Amount.zero(try Currency("JPY")).text == "0")
    }

    @Test("a sum of two currencies, or of more than 38 digits, is refused")
    func refused() throws {
        let most = try amount(String(repeating: "9", count: 36) + ".99")
        #expect(throws: Amount.tooLong) { try most + amount("0.01") }
        #expect(throws: Amount.tooLong) { try most + most }
        #expect(throws: Amount.tooLong) { try -most - most }
        #expect(try (most - most).text == "0.00")
        #expect(throws: Amount.tooLong) { try Amount(minorUnits: .max, most.currency) }
        #expect(throws: Amount.tooLong) { try Amount(minorUnits: .min, most.currency) }
        #expect(throws: PriceProblem("EUR and USD cannot be added")) { try amount("1.00") + amount("1.00", "USD") }
    }
}

@Suite struct CurrencyTests {
    @Test(
        "a code has its decimals",
        arguments: [
            ("EUR", 2), ("JPY", 0), ("XAF", 0), ("UYI", 0), ("TND", 3), ("CLF", 4), ("UYW", 4), ("ZWG", 2), ("XCG", 2),
        ])
    func decimals(_ code: String, _ digits: Int) throws {
        #expect(try Currency(code).minorDigits == digits)
    }

    @Test(
        "other codes are refused",
        arguments: ["", "eur", "Eur", "XAU", "XXX", "XTS", "XDR", "DEM", "€", "EU", "EURO", " EUR", "EUR USD", "\u{212A}RW", "978"])
    func refused(_ code: String) {
        #expect(throws: PriceProblem.self) { try Currency(code) }
    }
}
