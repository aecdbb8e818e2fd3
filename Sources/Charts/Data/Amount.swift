/// A sum of numbers. It stays exact as long as all of them are integers and the sum fits.
struct Amount: Sendable, Hashable {
    /// Nil as soon as a real number is in the sum, or if the sum of integers does not fit.
    private(set) var exact: Int64?
    private(set) var value: Double

    init(_ number: Int64) { (exact, value) = (number, Double(number)) }

    init(_ number: Double) { (exact, value) = (nil, number) }

    mutating func add(_ other: Amount) {
        let sum = exact.flatMap { mine in other.exact.map { mine.addingReportingOverflow($0) } }
        if let sum, !sum.overflow {
            self = Amount(sum.partialValue)
        } else {
            self = Amount(value + other.value)
        }
    }

    /// The same amount if it can be drawn: nil for one that is infinite or nearly so. What is too near to zero is zero.
    var drawable: Amount? {
        if value.magnitude > 1e290 || value.isNaN { return nil }
        return value.magnitude < 1e-290 && exact == nil ? Amount(0.0) : self
    }
}
