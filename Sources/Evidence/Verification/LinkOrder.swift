import Store

/// Which run each link must belong to: a run's link to the next run, any other to the newest one.
struct LinkOrder {
    private var run: Int64 = 0
    private var isFirst = true

    /// - Parameters:
    ///   - kind: as the file has it.
    ///   - isNext: whether the link before is there; if not, this one's run is believed.
    /// - Returns: what is wrong; nil if nothing is.
    mutating func misfit(of link: ChainLink, kind: String, isNext: Bool) -> String? {
        // The first link over a whole state follows runs that have no link.
        let wanted = link.kind == .run ? run + 1 : isFirst ? link.run : run
        defer { (run, isFirst) = (isNext ? wanted : link.run, false) }
        if link.seq < 1 { return "has a number that no link has" }
        if ChainLink.Kind(rawValue: kind) == nil { return "is of no kind" }
        if (link.kind == .close) != (link.month != nil) { return "has a month, and is no close, or the other way round" }
        if !isNext { return "the link before it is missing" }
        return link.run != wanted ? "belongs to another run than that which comes next" : nil
    }
}

/// Numbers that are missing in a row of numbers. A wide gap is told as one: somebody may have written any number.
struct MissingNumbers {
    let first: Int64
    /// How many more are missing with it, in words.
    let more: String

    private static let wide: Int64 = 1_000

    static func between(_ last: Int64, _ next: Int64) -> [MissingNumbers] {
        guard next > last, next - 1 > last else { return [] }
        if next - last > wide { return [MissingNumbers(first: last + 1, more: ", and all up to \(next - 1)")] }
        return ((last + 1)..<next).map { MissingNumbers(first: $0, more: "") }
    }
}
