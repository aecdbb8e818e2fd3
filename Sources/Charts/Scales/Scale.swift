/// Maps values to places in the picture, along a straight line.
struct Scale: Sendable {
    let low: Double
    let high: Double
    let start: Double
    let end: Double

    init(_ low: Double, _ high: Double, from start: Double, to end: Double) {
        (self.low, self.high, self.start, self.end) = (low, high, start, end)
    }

    /// The place of a value. If there is only one value, it is in the middle.
    func callAsFunction(_ value: Double) -> Double {
        guard high > low else { return (start + end) / 2 }
        // Each is divided on its own, so that the difference of huge values does not overflow.
        let part = (value / 2 - low / 2) / (high / 2 - low / 2)
        return start + min(1, max(0, part)) * (end - start)
    }

    /// How long a distance is in the picture.
    func length(_ distance: Double) -> Double { high > low ? distance / (high - low) * (end - start).magnitude : (end - start).magnitude }
}
