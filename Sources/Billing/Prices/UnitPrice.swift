import Values

/// A price as it stands in the list, such as `0.0123`: at most 38 digits, none of them rounded.
struct UnitPrice: Sendable, Hashable {
    /// All digits as one whole number, without zeros at the end of the fraction: 123 for `0.0123`.
    let digits: UInt128
    /// How many of them are after the point: 4 for `0.0123`.
    let decimals: Int

    /// As many as every number of 128 bits can have.
    static let maximumDigits = 38
    /// Zeros after the point are not significant, but a million of them would only cost time.
    private static let maximumDecimals = 100

    /// Reads digits, and after a point more digits. Anything else, such as `1e-3`, `.5`, `+1` or `1,000`, is refused.
    init(_ text: String) throws(PriceProblem) {
        let parts = text.parts(between: ".")
        guard (1...2).contains(parts.count), parts.allSatisfy(\.isDigits) else { throw Self.malformed(text) }
        let whole = parts[0].utf8.drop { $0 == UInt8(ascii: "0") }
        let fraction = (parts.count == 2 ? parts[1] : "").utf8.droppingLast { $0 == UInt8(ascii: "0") }
        // Zeros between the point and the first other digit only count if there are digits before it.
        let significant = whole.isEmpty ? fraction.drop { $0 == UInt8(ascii: "0") } : fraction
        guard whole.count + significant.count <= Self.maximumDigits else {
            throw PriceProblem("unit_price has \(whole.count + significant.count) digits, but at most \(Self.maximumDigits) can be exact")
        }
        guard fraction.count <= Self.maximumDecimals else {
            throw PriceProblem("unit_price has \(fraction.count) digits after the point, but at most \(Self.maximumDecimals) are possible")
        }
        digits = (Array(whole) + Array(significant)).reduce(0) { $0 * 10 + UInt128($1 - UInt8(ascii: "0")) }
        decimals = fraction.count
    }

    private static func malformed(_ text: String) -> PriceProblem {
        if text.isEmpty { return PriceProblem("unit_price is empty") }
        if text.first == "-" { return PriceProblem("unit_price \(text.shown) is negative") }
        return PriceProblem("unit_price \(text.shown) is not a number like 12 or 0.0123, with digits and at most one point between them")
    }

    /// The canonical text: equal prices have equal texts, which read back as the same price.
    var text: String { DecimalText.of(digits, decimals: decimals) }
}

/// How whole numbers of a decimal unit are written.
enum DecimalText {
    /// `0.05` for 5 with two decimals, `5` with none.
    static func of(_ number: UInt128, decimals: Int) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}

extension String {
    /// Whether it has digits of ASCII, and nothing else.
    var isDigits: Bool { !isEmpty && utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
}

extension String.UTF8View {
    /// Without the bytes at the end that are such.
    fileprivate func droppingLast(while isSuch: (UInt8) -> Bool) -> Substring.UTF8View {
        guard let last = lastIndex(where: { !isSuch($0) }) else { return self[endIndex...] }
        return self[...last]
    }
}
