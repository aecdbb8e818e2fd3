/// Round values along an axis: multiples of 1, 2 or 5 times a power of ten.
struct Ticks: Sendable {
    private let mantissa: Int
    private let exponent: Int
    private let range: ClosedRange<Int>
    let unit: AxisUnit

    /// - Parameters:
    ///   - most: The most ticks that are wanted.
    ///   - isWhole: Whether only whole numbers make sense.
    ///   - isTight: Whether the ticks lie within the values, instead of around them.
    init(from low: Double, to high: Double, most: Int, isWhole: Bool, isTight: Bool = false) {
        let (low, high) = low < high ? (low, high) : Self.widened(low)
        unit = AxisUnit(for: max(low.magnitude, high.magnitude))
        var candidate = (mantissa: 1, exponent: PowerOfTen.decade(of: high - low) - 2)
        if isWhole { candidate.exponent = max(0, candidate.exponent) }
        var range = Self.multiples(candidate, low, high, isTight)
        while range.map({ $0.count > max(2, most) }) ?? true {
            candidate = candidate.mantissa == 5 ? (1, candidate.exponent + 1) : (candidate.mantissa == 1 ? 2 : 5, candidate.exponent)
            range = Self.multiples(candidate, low, high, isTight)
        }
        (mantissa, exponent, self.range) = (candidate.mantissa, candidate.exponent, range ?? 0...1)
    }

    /// A range around a single value, which has zero in it.
    private static func widened(_ value: Double) -> (Double, Double) { value == 0 ? (0, 1) : (min(0, value), max(0, value)) }

    /// Nil if the step is too small for numbers of this size.
    private static func multiples(
        _ step: (mantissa: Int, exponent: Int), _ low: Double, _ high: Double, _ isTight: Bool
    ) -> ClosedRange<Int>? {
        let size = PowerOfTen.scaled(step.mantissa, step.exponent)
        guard max(low.magnitude, high.magnitude) / size < 1e12 else { return nil }
        // A value that is a multiple but for float noise needs no further tick.
        let first = isTight ? (low / size - 1e-9).rounded(.up) : (low / size + 1e-9).rounded(.down)
        let last = isTight ? (high / size + 1e-9).rounded(.down) : (high / size - 1e-9).rounded(.up)
        return Int(first)...max(Int(first), Int(last))
    }

    var count: Int { range.count }

    var lower: Double { value(range.lowerBound) }

    var upper: Double { value(range.upperBound) }

    var values: [Double] { range.map(value) }

    private func value(_ index: Int) -> Double { PowerOfTen.scaled(index * mantissa, exponent) }

    /// The texts of the ticks.
    ///
    /// - Parameter isInUnit: Whether they are written in the unit of the axis.
    func texts(isGrouped: Bool = true, isInUnit: Bool = true) -> [String] {
        let exponent = exponent - (isInUnit ? unit.exponent : 0)
        return range.map { NumberText.decimal(Int64($0 * mantissa), exponent: exponent, isGrouped: isGrouped) }
    }
}

/// What the numbers of an axis count, so that they stay short.
struct AxisUnit: Sendable, Hashable {
    let exponent: Int

    init(for highest: Double) {
        guard highest > 0, !(1e-4..<1e7).contains(highest) else {
            exponent = 0
            return
        }
        let decade = PowerOfTen.decade(of: highest)
        let rounded = Int((Double(decade) / 3).rounded(.down)) * 3
        // Beyond trillions there is no word that people know.
        exponent = 3...18 ~= decade ? min(12, rounded) : rounded
    }

    /// Such as `millions`; nil if the numbers count ones.
    var name: String? {
        switch exponent {
        case 0: nil
        case 6: "millions"
        case 9: "billions"
        case 12: "trillions"
        default: "× 10^\(exponent)"
        }
    }
}
