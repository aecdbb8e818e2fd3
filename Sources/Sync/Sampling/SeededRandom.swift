/// Random numbers that a seed repeats on every machine and in every version: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
/// Number Generators, OOPSLA 2014).
public struct SeededRandom: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound`, each as likely as the others. Swift's own way to get there may change with its version.
    mutating func number(upTo bound: Int) -> Int {
        let range = UInt64(bound) + 1
        // The numbers above the last whole multiple of the range would favour the low results.
        let limit = UInt64.max - (UInt64.max % range + 1) % range
        while true {
            let number = next()
            if number <= limit { return Int(number % range) }
        }
    }

    /// Draws without replacement: every set of so many places is as likely as any other (Robert Floyd's algorithm: Bentley and Floyd,
    /// Programming Pearls: A Sample of Brilliance, CACM 30/9, 1987). Memory holds only what is drawn.
    ///
    /// - Returns: places from 0 to below `population`, in ascending order; all if there are not more than `count`.
    public mutating func places(_ count: Int, of population: Int) -> [Int] {
        guard count < population else { return Array(0..<population) }
        var drawn: Set<Int> = []
        for last in (population - count)..<population {
            let place = number(upTo: last)
            drawn.insert(drawn.contains(place) ? last : place)
        }
        return drawn.sorted()
    }
}
