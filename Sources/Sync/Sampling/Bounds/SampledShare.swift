/// What a sample says of the whole: of `population` objects, `sampled` were looked at, and `differing` of those were found to differ.
///
/// The sample must be a simple random one without replacement: each set of that many objects was as likely as any other. Then the
/// number found has the hypergeometric distribution, and the bounds here are exact: whatever the true number is, the chance that it
/// lies beyond a bound is at most 1 − confidence. They are the Clopper–Pearson bounds (C. J. Clopper and E. S. Pearson, “The Use of
/// Confidence or Fiducial Limits Illustrated in the Case of the Binomial”, Biometrika 26, 1934, 404–413) with the hypergeometric
/// distribution in the binomial's place, as W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 3.6, and H. S. Konijn,
/// Statistical Theory of Sample Survey Design and Analysis, 1973, have them. No smaller bound that grows with the number found holds as
/// often (W. Wang, “Exact Optimal Confidence Intervals for Hypergeometric Parameters”, Journal of the American Statistical Association
/// 110, 2015, 1491–1499).
///
/// Auditors' “rule of three”, at most 3 / `sampled` where none differs, is the rounded form of it for a population without end.
///
/// “At most” is a one-sided claim: take ``upperBound(confidence:)``. “Between” is two-sided: take ``interval(confidence:)``.
public struct SampledShare: Sendable, Hashable {
    /// In objects, at most ``sampled``.
    public let differing: Int
    /// In objects, at most ``population``.
    public let sampled: Int
    /// In objects.
    public let population: Int

    /// Traps unless 0 ≤ differing ≤ sampled ≤ population ≤ 10⁹.
    public init(differing: Int, sampled: Int, population: Int) {
        precondition(0 <= differing && differing <= sampled && sampled <= population, "the sample must be a part of the population")
        precondition(population <= 1_000_000_000, "the bounds are computed for at most 10⁹ objects")
        self.differing = differing
        self.sampled = sampled
        self.population = population
    }

    /// The largest share of the population that may differ, from 0 to 1. It is 0 for an empty population.
    ///
    /// Round it up where it is printed, or the claim is no longer covered.
    /// - Parameter confidence: How often such a claim holds, such as 0.95. Traps unless it is above 0 and below 1.
    public func upperBound(confidence: Double) -> Double { share(upperBoundCount(confidence: confidence)) }

    /// The smallest share of the population that may differ, from 0 to 1, by the same rules. One-sided.
    public func lowerBound(confidence: Double) -> Double { share(lowerBoundCount(confidence: confidence)) }

    /// The shares between which the true one lies, with half of the error on each side.
    public func interval(confidence: Double) -> ClosedRange<Double> {
        let count = intervalCount(confidence: confidence)
        return share(count.lowerBound)...share(count.upperBound)
    }

    /// The largest number of objects that may differ: the largest D such that, if D of the population differed, to find at most
    /// ``differing`` in the sample had a probability above 1 − confidence. With a full sample, that is ``differing`` itself; with an
    /// empty one, it is ``population``.
    public func upperBoundCount(confidence: Double) -> Int { largest(found: differing, confidence: confidence) }

    /// The smallest number of objects that may differ. One-sided.
    public func lowerBoundCount(confidence: Double) -> Int {
        // What does not differ is sampled by the same rule.
        population - largest(found: sampled - differing, confidence: confidence)
    }

    /// The numbers of objects between which the true one lies, with half of the error on each side.
    public func intervalCount(confidence: Double) -> ClosedRange<Int> {
        let oneSided = (1 + confidence) / 2
        return lowerBoundCount(confidence: oneSided)...upperBoundCount(confidence: oneSided)
    }

    private func share(_ count: Int) -> Double { population == 0 ? 0 : Double(count) / Double(population) }

    /// The probability falls as D grows, so halving finds the D.
    private func largest(found: Int, confidence: Double) -> Int {
        let level = SignificanceLevel(confidence: confidence)
        // All that was seen to be otherwise cannot be among them.
        var possible = found
        var impossible = population - (sampled - found) + 1
        while impossible - possible > 1 {
            let middle = possible + (impossible - possible) / 2
            let distribution = Hypergeometric(marked: middle, drawn: sampled, population: population)
            if level.allows(distribution.probability(ofAtMost: found)) { possible = middle } else { impossible = middle }
        }
        return possible
    }
}

/// The chance that a bound may have of being wrong.
struct SignificanceLevel {
    private let limit: Double

    init(confidence: Double) {
        precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
        // 1 − 0.95 is not 0.05, and a probability may be equal to the level: neither may hang on the last bits.
        limit = (1 - confidence) * (1 + 1e-12)
    }

    /// True where the probability is above the level.
    func allows(_ probability: Double) -> Bool { probability > limit }
}
