/// Steele, Lea and Flood's SplitMix64: the same numbers on every machine.
struct Dice {
    private var state: UInt64

    /// A generator of its own for each record, so that a changed record changes no other.
    init(_ seed: UInt64, _ purpose: UInt64...) {
        state = seed
        for number in purpose { state = next() ^ number &* 0x9E37_79B9_7F4A_7C15 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func between(_ low: Int, _ high: Int) -> Int { low + Int(next() % UInt64(high - low + 1)) }
    mutating func chance(_ percent: Int) -> Bool { between(1, 100) <= percent }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[between(0, list.count - 1)] }

    mutating func hex(_ digits: Int) -> String {
        let text = String(next(), radix: 16)
        return String((String(repeating: "0", count: 16 - text.count) + text).suffix(digits))
    }

    mutating func uuid() -> String { "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))" }

    /// A time of that year, as the API writes it: Pacific, with its offset (API.md 3.3).
    mutating func time(in year: Int) -> String {
        let month = between(1, 12)
        let day = "\(year)-\(two(month))-\(two(between(1, 28)))"
        let clock = "\(two(between(0, 23))):\(two(between(0, 59))):\(two(between(0, 59))).\(between(100, 999))"
        return "\(day)T\(clock)\(4...10 ~= month ? "-07:00" : "-08:00")"
    }
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
