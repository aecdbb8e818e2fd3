import SeededNumbers
import Testing

@testable import Billing

/// Numbers near the borders of 64 bits, where a carry can be lost.
@Suite struct NaturalTests {
    private static let borders: [UInt64] = [0, 1, 2, 3, 1 << 32, 1 << 63, .max - 1, .max]

    /// All pairs of borders as a high and a low half.
    private static let numbers = borders.flatMap { high in borders.map { UInt128(high) << 64 | UInt128($0) } }

    @Test("sums and the order are those of 128 bits, as far as these go")
    func sums() {
        for one in Self.numbers {
            for other in Self.numbers {
                #expect((Natural(one) < Natural(other)) == (one < other))
                #expect((Natural(one) == Natural(other)) == (one == other))
                var sum = Natural(one)
                sum += Natural(other)
                let (expected, overflows) = one.addingReportingOverflow(other)
                #expect(sum.asUInt128 == (overflows ? nil : expected), "\(one) + \(other)")
            }
            #expect(Natural(one).isOdd == !one.isMultiple(of: 2))
        }
    }

    @Test("products are those of 128 bits, as far as these go")
    func products() {
        for one in Self.numbers {
            for factor in Self.borders {
                var product = Natural(one)
                product *= factor
                let (expected, overflows) = one.multipliedReportingOverflow(by: UInt128(factor))
                #expect(product.asUInt128 == (overflows ? nil : expected), "\(one) × \(factor)")
            }
        }
    }

    @Test("sums of products of any size obey the laws, and division undoes a product", arguments: 0..<50 as Range<UInt64>)
    func laws(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let factors = (0..<Int.random(in: 1...8, using: &random)).map { _ in Self.factor(&random) }
        var product = Natural(UInt128(Self.factor(&random)))
        for factor in factors {
            let before = product
            product *= factor
            var quotient = product
            quotient /= factor
            #expect(quotient == before, "seed \(seed)")
            // What is below the divisor is the remainder, and one more is the next quotient.
            var nearly = product
            nearly += Natural(UInt128(factor - 1))
            quotient = nearly
            quotient /= factor
            #expect(quotient == before && !(nearly < product), "seed \(seed)")
            nearly += Natural(1)
            nearly /= factor
            #expect(nearly > before, "seed \(seed)")
        }
        var (twice, sum) = (product, product)
        twice *= 2
        sum += product
        #expect(twice == sum && sum > product && !sum.isOdd, "seed \(seed)")
    }

    /// Above 0, and often at a border.
    private static func factor(_ random: inout SeededGenerator) -> UInt64 {
        Bool.random(using: &random) ? UInt64.random(in: 1...(.max), using: &random) : borders.dropFirst().randomElement(using: &random) ?? 1
    }
}
