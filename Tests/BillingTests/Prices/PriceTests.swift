import Testing

@testable import Billing

@Suite struct PriceTests {
    /// 0 to 10 at 1, up to 100 at 0.5, up to 1,000 at 0.1.
    private func price(_ mode: String) throws -> Price {
        try Lists.price("*,,10,100,0.5,1,EUR,\(mode)", "*,,100,1000,0.1,,EUR,\(mode)", "*,,0,10,1,1,EUR,\(mode)")
    }

    @Test(
        "graduated: each tier's part at its own price",
        arguments: [
            (-5, "0.00"), (0, "0.00"), (1, "1.00"), (10, "10.00"), (11, "10.50"), (100, "55.00"), (101, "55.10"), (1_000, "145.00"),
        ] as [(Int64, String)])
    func graduated(_ quantity: Int64, _ text: String) throws {
        #expect(try price("graduated").amount(of: quantity).text == text)
    }

    @Test(
        "volume: the whole quantity at the price of the tier that it falls into, the tier's end included",
        arguments: [
            (-5, "0.00"), (0, "0.00"), (1, "1.00"), (10, "10.00"), (11, "5.50"), (100, "50.00"), (101, "10.10"), (1_000, "100.00"),
        ] as [(Int64, String)])
    func volume(_ quantity: Int64, _ text: String) throws {
        #expect(try price("volume").amount(of: quantity).text == text)
    }

    @Test("a quantity above the last tier has no price", arguments: ["graduated", "volume"])
    func aboveLast(_ mode: String) throws {
        let price = try price(mode)
        let problem = PriceProblem(line: 3, "the quantity 1001 has no price: the last tier ends at 1000 (*)", isBeyondTiers: true)
        #expect(throws: problem) { try price.amount(of: 1_001) }
        #expect(throws: problem) { try price.charges(for: 1_001) }
    }

    @Test("charges: a part of each tier")
    func charges() throws {
        let charges = try price("graduated").charges(for: 101)
        #expect(charges.map(\.quantity) == [10, 90, 1])
        #expect(charges.map(\.cost.text) == ["10.00", "45.00", "0.10"])
        #expect(charges.map(\.tier.line) == [4, 2, 3])
        #expect(try price("volume").charges(for: 101).map(\.quantity) == [101])
        #expect(try price("graduated").charges(for: 10).map(\.quantity) == [10])
        for quantity: Int64 in [0, -1] {
            let charges = try price("volume").charges(for: quantity)
            #expect(charges.map(\.quantity) == [0] && charges.map(\.cost.text) == ["0.00"] && charges.map(\.tier.from) == [0])
        }
    }

    @Test("charges are rounded so that they sum to the amount: 0.004 + 0.004 + 0.004 is 0.01, and not 0.00")
    func cumulativeRounding() throws {
        let price = try Lists.price(
            "*,,0,1,0.004,1,EUR,graduated", "*,,1,2,0.004,1,EUR,graduated", "*,,2,3,0.004,1,EUR,graduated")
        #expect(try price.amount(of: 3).text == "0.01")
        #expect(try price.charges(for: 3).map(\.cost.text) == ["0.00", "0.01", "0.00"])
    }

    @Test(
        "per, and ties to the even neighbour",
        arguments: [
            ("10", "1000", "EUR", 1_500, "15.00"), ("1", "3", "EUR", 1, "0.33"), ("1", "3", "EUR", 2, "0.67"),
            ("1", "1000", "EUR", 5, "0.00"), ("1", "1000", "EUR", 15, "0.02"), ("1", "1000", "EUR", 25, "0.02"),
            ("0.005", "", "EUR", 1, "0.00"), ("0.015", "", "EUR", 1, "0.02"), ("0.0050000001", "", "EUR", 1, "0.01"),
            ("0.5", "", "JPY", 1, "0"), ("0.5", "", "JPY", 3, "2"), ("0.5", "", "JPY", 5, "2"), ("7", "", "JPY", 1, "7"),
            ("0.0005", "", "KWD", 1, "0.000"), ("0.0015", "", "KWD", 1, "0.002"), ("0.1", "", "KWD", 1, "0.100"),
            ("0.00005", "", "CLF", 3, "0.0002"), ("0", "", "EUR", 1_000, "0.00"),
        ] as [(String, String, String, Int64, String)])
    func rounding(_ unitPrice: String, _ per: String, _ currency: String, _ quantity: Int64, _ text: String) throws {
        #expect(try Lists.onePrice(unitPrice, per: per, currency).amount(of: quantity).text == text)
    }

    @Test("what is nearly a tie is none, however near it is")
    func nearTies() throws {
        // Half a yen, and the 38th or the 90th digit more or less: a quotient of 38 digits would be a tie.
        let below = "0.4" + String(repeating: "9", count: 37)
        #expect(try Lists.onePrice(below, per: "9223372036854775807", "JPY").amount(of: .max).text == "0")
        let above = "0.5" + String(repeating: "0", count: 36) + "1"
        #expect(try Lists.onePrice(above, per: "9223372036854775807", "JPY").amount(of: .max).text == "1")
        let tiny = "0.\(String(repeating: "0", count: 70))1"
        let tiers = try Lists.price("*,,0,1,0.5,1,JPY,graduated", "*,,1,,\(tiny),9223372036854775807,JPY,graduated")
        #expect(try tiers.amount(of: 1).text == "0" && tiers.amount(of: 2).text == "1")
    }

    @Test("results have up to 38 digits, and longer ones are refused")
    func longResults() throws {
        let nines = String(repeating: "9", count: 38)
        #expect(try Lists.onePrice(nines, "JPY").amount(of: 1).text == nines)
        #expect(try Lists.onePrice(nines, per: "9223372036854775807", "JPY").amount(of: .max).text == nines)
        #expect(try Lists.onePrice("\(nines.dropLast(2)).99", "EUR").amount(of: 1).text == "\(nines.dropLast(2)).99")
        #expect(try Lists.onePrice("108420217248550443.07", "EUR").amount(of: .max).text == "999999999999999996840993015075366807.49")
        let tooLong = PriceProblem(line: 2, "the amount has more digits than can be exact (38)")
        #expect(throws: tooLong) { try Lists.onePrice(nines, "JPY").amount(of: 2) }
        #expect(throws: tooLong) { try Lists.onePrice(nines, "EUR").amount(of: 1) }
        // It is rounded up to 39 digits.
        #expect(throws: tooLong) { try Lists.onePrice("\(nines.dropLast()).9", per: "10", "JPY").amount(of: 101) }
        #expect(throws: tooLong) { try Lists.onePrice(nines, per: "9223372036854775806", "JPY").amount(of: .max) }
        let tiers = try Lists.price("*,,0,1,\(nines),1,JPY,graduated", "*,,1,,1,1,JPY,graduated")
        #expect(throws: PriceProblem(line: 3, tooLong.reason)) { try tiers.amount(of: 2) }
        #expect(throws: PriceProblem(line: 3, tooLong.reason)) { try tiers.charges(for: 2) }
    }
}
