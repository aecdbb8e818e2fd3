/// A duration as a log says it: seconds with three decimals, rounded down.
struct Seconds: CustomStringConvertible {
    let description: String

    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        description = "\(seconds)." + String(repeating: "0", count: max(0, 3 - thousandths.count)) + thousandths
    }
}
