import Testing

@testable import Charts

struct ScaleTests {
    @Test(
        "Ticks are round numbers around the values",
        arguments: [
            (0.0, 10.0, "0 2 4 6 8 10"), (0, 10.1, "0 5 10 15"), (0, 1_852, "0 500 1,000 1,500 2,000"), (-7, 12, "-10 -5 0 5 10 15"),
            (0, 0.3, "0 0.1 0.2 0.3"), (0, 0, "0 0.2 0.4 0.6 0.8 1"), (5, 5, "0 1 2 3 4 5"), (980, 1_020, "980 990 1,000 1,010 1,020"),
            (0, 0.0007, "0 0.0002 0.0004 0.0006 0.0008"),
        ])
    func roundTicks(low: Double, high: Double, expected: String) {
        #expect(Ticks(from: low, to: high, most: 6, isWhole: false).texts().joined(separator: " ") == expected)
    }

    @Test func `Ticks of whole numbers are whole`() {
        #expect(Ticks(from: 0, to: 1, most: 6, isWhole: true).texts() == ["0", "1"])
        #expect(Ticks(from: 0, to: 3, most: 6, isWhole: true).texts() == ["0", "1", "2", "3"])
    }

    @Test func `There are four to six ticks, or three to four in a narrow picture, whatever the highest value is`() {
        for value in 1...2_000 {
            let high = Double(value) * 1.37
            #expect(4...6 ~= Ticks(from: 0, to: high, most: 6, isWhole: false).count)
            #expect(3...4 ~= Ticks(from: 0, to: high, most: 4, isWhole: false).count)
        }
    }

    @Test func `Large and small values have a unit`() {
        let millions = Ticks(from: 0, to: 43_000_000, most: 6, isWhole: true)
        #expect(millions.unit.name == "millions")
        #expect(millions.texts() == ["0", "10", "20", "30", "40", "50"])
        #expect(AxisUnit(for: 9_999_999).name == nil)
        #expect(AxisUnit(for: 2e10).name == "billions")
        #expect(Ticks(from: 0, to: 2e15, most: 6, isWhole: false).texts().last == "2,000")
        #expect(AxisUnit(for: 3e-5).name == "× 10^-6")
        #expect(Ticks(from: 0, to: 3e-5, most: 6, isWhole: false).texts() == ["0", "10", "20", "30"])
        #expect(Ticks(from: 0, to: 0.001, most: 6, isWhole: false).texts().last == "0.001")
    }

    @Test func `Ticks hold for numbers at the edge of what is possible`() {
        for (low, high) in [(-1e290, 1e290), (0, 1e-289), (1e15, 1e15 + 1), (0, 9e18), (-3e200, -2.999_999e200)] {
            let ticks = Ticks(from: low, to: high, most: 6, isWhole: false)
            #expect(ticks.lower <= low && ticks.upper >= high && 2...6 ~= ticks.count, "\(low) to \(high)")
        }
    }

    @Test func `A scale maps its ends to its ends, and nothing beyond them`() {
        let scale = Scale(-10, 30, from: 200, to: 0)
        #expect([-10.0, 30, 0, 99, -99].map { scale($0) } == [200, 0, 150, 0, 200])
        #expect(Scale(5, 5, from: 0, to: 100)(5) == 50)
        #expect(Scale(-1e308, 1e308, from: 0, to: 100)(0) == 50)
    }

    @Test(
        "Values are written with as many digits as help",
        arguments: [
            (0.0, "0"), (-0.0, "0"), (1_852.4, "1,852.4"), (0.1 + 0.2, "0.3"), (99.537, "99.54"), (12_345.6, "12,346"),
            (0.001234, "0.00123"), (-1_500, "-1,500"), (1.5e20, "1.5e20"), (2e-9, "2e-9"), (999.96, "1,000"),
        ])
    func values(value: Double, expected: String) { #expect(NumberText.text(value) == expected) }

    @Test func `Whole sums are exact until they overflow`() {
        var sum = Amount(Int64(9_007_199_254_740_993))
        sum.add(Amount(Int64(1)))
        #expect(NumberText.text(sum) == "9,007,199,254,740,994")
        sum = Amount(Int64.max)
        sum.add(Amount(Int64(1)))
        #expect(sum.exact == nil && NumberText.text(sum) == "9.22e18")
    }

    @Test func `Coordinates have one decimal and no negative zero`() {
        #expect([0, -0.04, 0.06, -0.5, 12, 12.34, -7.25].map(Coordinate.text) == ["0", "0", ".1", "-.5", "12", "12.3", "-7.3"])
    }
}
