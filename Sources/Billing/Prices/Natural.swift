/// A whole number of any size, from 0 up: for sums in which no digit may be lost.
///
/// A price of 38 digits times a quantity of 19 needs 190 bits, so no integer of Swift holds it. Foundation's `Decimal` would round it without
/// a word. This has the few operations that a price needs, all by one 64-bit number.
struct Natural: Hashable, Comparable {
    /// 64 bits each, the lowest first. The last is not 0, so that equal numbers have equal limbs.
    private var limbs: [UInt64]

    init(_ number: UInt128) {
        limbs = [UInt64(truncatingIfNeeded: number), UInt64(truncatingIfNeeded: number >> 64)]
        dropLeadingZeros()
    }

    private mutating func dropLeadingZeros() {
        while limbs.last == 0 { limbs.removeLast() }
    }

    /// Nil if the number has more than 128 bits.
    var asUInt128: UInt128? {
        limbs.count <= 2 ? limbs.reversed().reduce(0) { $0 << 64 | UInt128($1) } : nil
    }

    var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

    static func += (sum: inout Natural, term: Natural) {
        var carry = false
        for index in 0..<max(sum.limbs.count, term.limbs.count) {
            if index == sum.limbs.count { sum.limbs.append(0) }
            let other = index < term.limbs.count ? term.limbs[index] : 0
            let (partial, first) = sum.limbs[index].addingReportingOverflow(other)
            let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
            sum.limbs[index] = total
            carry = first || second
        }
        if carry { sum.limbs.append(1) }
    }

    static func *= (product: inout Natural, factor: UInt64) {
        var carry: UInt64 = 0
        for index in product.limbs.indices {
            // At most (2⁶⁴-1)² + 2⁶⁴-1, which fits in 128 bits.
            let wide = UInt128(product.limbs[index]) * UInt128(factor) + UInt128(carry)
            product.limbs[index] = UInt64(truncatingIfNeeded: wide)
            carry = UInt64(truncatingIfNeeded: wide >> 64)
        }
        product.limbs.append(carry)
        product.dropLeadingZeros()
    }

    /// Divides, and forgets the remainder.
    static func /= (number: inout Natural, divisor: UInt64) {
        var remainder: UInt64 = 0
        for index in number.limbs.indices.reversed() {
            // The remainder is below the divisor, so that the quotient fits in 64 bits.
            (number.limbs[index], remainder) = divisor.dividingFullWidth((high: remainder, low: number.limbs[index]))
        }
        number.dropLeadingZeros()
    }

    static func < (one: Natural, other: Natural) -> Bool {
        one.limbs.count == other.limbs.count
            ? one.limbs.reversed().lexicographicallyPrecedes(other.limbs.reversed()) : one.limbs.count < other.limbs.count
    }
}
