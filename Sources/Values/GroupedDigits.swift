extension BinaryInteger {
    /// The number with commas between groups of three digits, for people: the same on every machine, whatever its language is.
    public var grouped: String {
        let digits = String(magnitude)
        var text = self < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// The same with what is counted: `1 customer`, `1,000 customers`.
    public func grouped(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }

    /// The same with a sign, for a difference.
    public var groupedDifference: String { (self > 0 ? "+" : "") + grouped }
}
