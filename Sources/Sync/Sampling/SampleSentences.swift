import Values

/// What a check against the API allows to say, in sentences.
extension SampleReport {
    static let confidence = 0.95

    /// What is said of all objects: the exact one-sided bound for a sample without replacement, as `SampledShare` computes it.
    ///
    /// Objects that changed since, are gone, or could not be asked for belong to neither side. The others are a random sample of all that
    /// can be compared, and those are at most all objects less the ones that were left out. The bound grows with that number.
    public var accuracy: String {
        let compared = sampled - changedSince - notFound - notComparable
        guard compared > 0 else { return "no object could be compared: nothing can be said" }
        let wrong = differing + undated
        let comparable = population - (sampled - compared)
        let differ = wrong == 1 ? "differs" : "differ"
        if compared == comparable { return "\(wrong.grouped) of all \(comparable.grouped("object")) \(differ) from the API" }
        let bound = SampledShare(differing: wrong, sampled: compared, population: comparable)
            .upperBoundCount(confidence: Self.confidence)
        let whole = compared == sampled ? "the \(population.grouped) objects do" : "the objects that can be compared do"
        return "\(wrong.grouped) of \(compared.grouped) sampled objects \(differ) from the API: with 95 % confidence at most "
            + "\(Self.percent(bound, of: comparable)) % of \(whole)"
    }

    /// Which sampled objects say nothing about errors; nil if all do.
    public var leftOut: String? {
        let parts = [(changedSince, "changed since the run"), (notFound, "not found"), (notComparable, "not comparable")]
            .filter { $0.0 > 0 }
        guard !parts.isEmpty else { return nil }
        let total = parts.map(\.0).reduce(0, +)
        return "\(total.grouped) of the \(sampled.grouped) sampled objects left out: "
            + parts.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
    }

    /// What the listings show that were read to their end. They are no random sample of all records, so that nothing is said of the others.
    public var completeness: String {
        guard listings > 0 else { return "no listing was read to its end: nothing can be said about what the mirror lacks" }
        let lacking = missing + new + undatedNew
        var parts = ["has \((listed - lacking).grouped) of them"]
        if new > 0 { parts.append("\(new.grouped) \(new == 1 ? "was" : "were") made since the run") }
        if undatedNew > 0 { parts.append("\(undatedNew.grouped) without a date may be new") }
        let end = "\(missing.grouped) \(missing == 1 ? "is" : "are") missing"
        let failed = unread > 0 ? "; \(unread.grouped("listing")) could not be read" : ""
        return "\(listings.grouped("listing")) read to the end \(listings == 1 ? "shows" : "show") \(listed.grouped("record")): the mirror "
            + parts.joined(separator: ", ") + ", and \(end)" + failed
    }

    /// A share in percent, rounded up, with two digits that count.
    static func percent(_ count: Int, of whole: Int) -> String {
        var scale = 10
        while count > 0, scale < 1_000_000, count * 100 * scale < 10 * whole { scale *= 10 }
        let units = (count * 100 * scale + whole - 1) / whole
        let fraction = String(scale + units % scale).dropFirst()
        return "\(units / scale).\(fraction)"
    }
}
