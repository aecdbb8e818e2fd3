/// Steele, Lea and Flood's generator: the same numbers on every machine and in every version of Swift.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// A separate generator for each purpose, so that one more draw in one place changes nothing elsewhere.
    init(_ seed: UInt64, _ purpose: UInt64...) {
        var mixed = seed
        for number in purpose {
            var step = SplitMix64(mixed ^ number &* 0x9E37_79B9_7F4A_7C15)
            mixed = step.next()
        }
        state = mixed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< bound; 0 for a bound below 1.
    mutating func below(_ bound: Int) -> Int {
        bound < 1 ? 0 : Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of a list that is known not to be empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// A few of a list, in the list's order.
    mutating func some<Element>(_ count: Int, of list: [Element]) -> [Element] {
        var left = max(0, min(count, list.count))
        var result: [Element] = []
        for (index, element) in list.enumerated() where below(list.count - index) < left {
            result.append(element)
            left -= 1
        }
        return result
    }

    mutating func hex(_ digits: Int) -> String {
        let text = String(next(), radix: 16)
        return String((String(repeating: "0", count: 16 - text.count) + text).suffix(digits))
    }

    mutating func uuid() -> String { "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))" }
}
