/// Whether places on the x axis follow each other in equal steps. Only then a missing place is a gap.
struct Grid: Sendable {
    /// Nil if what follows is connected, however far away it is.
    let step: Double?

    init(_ table: Table) { step = Self.step(table.positions.map(\.value), table.axis) }

    private static func step(_ values: [Double], _ axis: XAxis) -> Double? {
        switch axis {
        case .numbers: return nil
        case .categories: return 1
        case .months, .days:
            // Two places alone do not say that they are neighbours.
            return values.count > 2 ? divisor(values) : 1
        case .times:
            guard let first = values.first, let last = values.last, values.count > 2, let step = divisor(values) else { return nil }
            let isMostlyFull = (last - first) / step < Double(values.count) * 4
            return isMostlyFull ? step : nil
        }
    }

    /// The greatest step that leads to every value.
    static func divisor(_ values: [Double]) -> Double? {
        guard let first = values.first, values.count > 1 else { return nil }
        guard values.allSatisfy({ $0.magnitude < 1e15 && Int(exactly: $0) != nil }) else { return nil }
        var step = 0
        for value in values.dropFirst() {
            var (one, other) = (Int(value) - Int(first), step)
            while other != 0 { (one, other) = (other, one % other) }
            step = one
        }
        return step > 0 ? Double(step) : nil
    }

    /// Whether two places are neighbours.
    ///
    /// - Parameter crowd: Of how many places in a row one is drawn. Any of them can be the one.
    func joins(_ value: Double, _ next: Double, crowd: Int = 1) -> Bool {
        step.map { next - value <= $0 * Double(2 * crowd - 1) * 1.000_001 } ?? true
    }
}
