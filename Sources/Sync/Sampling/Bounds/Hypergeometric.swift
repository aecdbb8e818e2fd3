import Foundation

/// How many marked objects are among `drawn` objects that are drawn, without putting any back, from a population.
struct Hypergeometric {
    /// In objects, as are the other two.
    let marked: Int
    let drawn: Int
    let population: Int

    /// The fewest marked objects that can be drawn.
    private var fewest: Int { max(0, drawn - (population - marked)) }
    private var most: Int { min(drawn, marked) }

    /// The probability that at most `count` of the drawn objects are marked, with a relative error of about 10⁻¹³.
    func probability(ofAtMost count: Int) -> Double {
        if count < fewest { return 0 }
        if count >= most { return 1 }
        // The terms shrink away from the mode. Summed from the near end of a tail, they are over after a few standard deviations.
        if ratioBelow(count) < 1 { return min(1, lowerTail(from: count)) }
        return max(0, 1 - upperTail(from: count + 1))
    }

    private func lowerTail(from count: Int) -> Double {
        var term = exp(logProbability(of: count))
        var sum = term
        var count = count
        while count > fewest, term > sum * 1e-18 {
            term *= ratioBelow(count)
            sum += term
            count -= 1
        }
        return sum
    }

    private func upperTail(from count: Int) -> Double {
        var term = exp(logProbability(of: count))
        var sum = term
        var count = count
        while count < most, term > sum * 1e-18 {
            count += 1
            term /= ratioBelow(count)
            sum += term
        }
        return sum
    }

    /// P(count − 1) / P(count).
    private func ratioBelow(_ count: Int) -> Double {
        let above = Double(count) * Double(population - marked - drawn + count)
        return above / (Double(marked - count + 1) * Double(drawn - count + 1))
    }

    /// By three binomial densities, as Loader has it. With log-gamma, a population of 10⁹ would leave five correct digits.
    private func logProbability(of count: Int) -> Double {
        let share = Double(drawn) / Double(population)
        let rest = Double(population - drawn) / Double(population)
        return BinomialDensity.log(count, of: marked, probability: share, complement: rest)
            + BinomialDensity.log(drawn - count, of: population - marked, probability: share, complement: rest)
            - BinomialDensity.log(drawn, of: population, probability: share, complement: rest)
    }
}
