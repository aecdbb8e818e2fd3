/// What is wrong with a price list, or why a quantity has no price.
struct PriceProblem: Error, Hashable, CustomStringConvertible {
    /// The line of the row in its file, the header being line 1; nil if no single row is at fault.
    let line: Int?
    /// One plain sentence, without a full stop.
    let reason: String
    /// Whether the list is right, and only has no tier for so large a quantity.
    let isBeyondTiers: Bool

    init(line: Int? = nil, _ reason: String, isBeyondTiers: Bool = false) {
        self.line = line
        self.reason = reason
        self.isBeyondTiers = isBeyondTiers
    }

    /// The same problem, found in this line.
    func on(_ line: Int) -> PriceProblem { PriceProblem(line: line, reason, isBeyondTiers: isBeyondTiers) }

    /// `line 7: the tier ends …`.
    var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}

extension String {
    /// The text in quotes as a message shows it: cut if it is long, and on one line.
    var shown: String {
        let start = unicodeScalars.prefix(41)
        let cut = start.prefix(40).map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
        return "\"\(cut)\(start.count > 40 ? "…" : "")\""
    }
}
