import Foundation

/// The logarithm of a binomial probability, to nearly all digits of a `Double`, however large the numbers are.
///
/// C. Loader, “Fast and Accurate Computation of Binomial Probabilities”, 2000: the saddle-point expansion, which never subtracts two
/// large logarithms. R computes `dbinom` and `dhyper` by it.
enum BinomialDensity {
    /// ln P(exactly `count` successes in `trials`); `complement` is 1 − `probability`, which the caller may know with more digits.
    static func log(_ count: Int, of trials: Int, probability: Double, complement: Double) -> Double {
        if trials == 0 { return 0 }
        let n = Double(trials)
        if count == 0 { return logOfNone(n, probability: probability, complement: complement) }
        if count == trials { return logOfNone(n, probability: complement, complement: probability) }
        let x = Double(count)
        let y = Double(trials - count)
        let errors = stirlingError(trials) - stirlingError(count) - stirlingError(trials - count)
        let deviances = deviance(x, from: n * probability) + deviance(y, from: n * complement)
        return errors - deviances - 0.5 * Foundation.log(2 * .pi * x * (y / n))
    }

    /// n · ln(complement), from the smaller of the two, which has more digits.
    private static func logOfNone(_ n: Double, probability: Double, complement: Double) -> Double {
        n * (probability < complement ? log1p(-probability) : Foundation.log(complement))
    }

    /// x · ln(x / mean) + mean − x, without the loss of digits where the two are close.
    static func deviance(_ x: Double, from mean: Double) -> Double {
        guard abs(x - mean) < 0.1 * (x + mean) else { return x * Foundation.log(x / mean) + mean - x }
        let v = (x - mean) / (x + mean)
        var sum = (x - mean) * v
        var power = 2 * x * v
        var divisor = 3.0
        while true {
            power *= v * v
            let next = sum + power / divisor
            if next == sum { return sum }
            sum = next
            divisor += 2
        }
    }

    /// ln(n!) less Stirling's approximation of it, for n of at least 1.
    static func stirlingError(_ number: Int) -> Double {
        number < smallErrors.count ? smallErrors[number] : stirlingSeries(Double(number))
    }

    private static func stirlingSeries(_ n: Double) -> Double {
        let square = n * n
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n
    }

    /// The series has too few digits for the first numbers. From 16 on, it has them all.
    private static let smallErrors: [Double] = (0..<16).map { number in
        // Far out the series has all digits, and n! = n · (n − 1)! leads back from there. Nobody asks for the error at 0.
        (max(number, 1)..<64).reversed().reduce(stirlingSeries(64)) { error, n in error + stirlingStep(Double(n)) }
    }

    /// The error at n less the one at n + 1: (n + ½) · ln(1 + 1/n) − 1, as a series that does not subtract.
    private static func stirlingStep(_ n: Double) -> Double {
        let u = 1 / (2 * n + 1)
        var sum = 0.0
        var power = 1.0
        for k in 1..<40 {
            power *= u * u
            sum += power / Double(2 * k + 1)
        }
        return sum
    }
}
