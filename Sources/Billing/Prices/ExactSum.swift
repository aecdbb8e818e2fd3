/// A sum of quantities times prices, as one fraction. It is rounded once, when it is asked for.
struct ExactSum {
    private var numerator = Natural(0)
    /// Their product is the denominator, which can be too long for one number.
    private var divisors: [UInt64] = []

    /// Adds `quantity` units at `price` for each `per` of them.
    mutating func add(_ quantity: UInt64, at price: UnitPrice, per: UInt64) {
        var term = Natural(price.digits)
        term *= quantity
        add(term, over: [per] + Self.powersOfTen(price.decimals))
    }

    /// Adds a fraction, whose denominator is the product of `others`.
    ///
    /// What both denominators have in common is taken out of both: the sum is multiplied with what only the term's has, the term with what
    /// only the sum's has. So a hundred tiers that all are "per 1000" leave the denominator as it is.
    private mutating func add(_ term: Natural, over others: [UInt64]) {
        var term = term
        var onlyMine = divisors
        for other in others {
            var onlyOther = other
            for index in onlyMine.indices {
                let common = Self.greatestCommonDivisor(onlyOther, onlyMine[index])
                onlyOther /= common
                onlyMine[index] /= common
            }
            if onlyOther > 1 {
                divisors.append(onlyOther)
                numerator *= onlyOther
            }
        }
        for factor in onlyMine { term *= factor }
        numerator += term
    }

    /// The sum in units of the last of these decimals, ties rounded to the even neighbour.
    ///
    /// Whether to round up is decided by multiplying back, not by a quotient with more digits: that one would be rounded itself, and could
    /// look like a tie that it is not.
    func rounded(decimals: Int) -> Natural {
        var exact = numerator
        for power in Self.powersOfTen(decimals) { exact *= power }
        var quotient = exact
        // To divide by each and forget the remainders is to divide by the product and forget the remainder.
        for divisor in divisors { quotient /= divisor }
        var middle = quotient
        middle *= 2
        middle += Natural(1)
        for divisor in divisors { middle *= divisor }
        exact *= 2
        if exact > middle || (exact == middle && quotient.isOdd) { quotient += Natural(1) }
        return quotient
    }

    /// Factors of 64 bits, whose product is ten to that power.
    private static func powersOfTen(_ exponent: Int) -> [UInt64] {
        stride(from: exponent, to: 0, by: -19).map { left in (0..<min(left, 19)).reduce(1) { power, _ in power * 10 } }
    }

    /// Euclid's. Both are above 0.
    private static func greatestCommonDivisor(_ one: UInt64, _ other: UInt64) -> UInt64 {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return one
    }
}
