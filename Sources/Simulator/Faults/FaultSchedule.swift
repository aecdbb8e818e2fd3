/// Which of its requests a fault strikes.
enum FaultSchedule: Sendable, Equatable {
    /// So many in a hundred, decided by `FaultChance`.
    case share(percent: Double)
    /// The Nth, the 2Nth, …
    case every(Int)
    /// All requests after the first so many, or only some of them.
    case after(Int, for: Int?)

    static let always = FaultSchedule.after(0, for: nil)

    /// Whether it strikes the request with this number, counted from 1. A share does not use numbers.
    func strikes(_ number: Int) -> Bool {
        switch self {
        case .share: false
        case .every(let period): number.isMultiple(of: period)
        case .after(let skipped, nil): number > skipped
        case .after(let skipped, let count?): number > skipped && number - skipped <= count
        }
    }
}

/// The chance of a fault: a number made from its text, the path, and how often the path was asked for.
///
/// It does not depend on requests for other paths or on other faults. So a sync that asks for the pages of each path in order meets the
/// same faults, however many listings it reads at once.
struct FaultChance: Sendable {
    let seed: UInt64

    /// From 0 to 1, without 1.
    func draw(_ fault: Fault, _ request: SimulatorRequest, asked: Int) -> Double {
        let place = Self.hash("\(fault.text)\n\(request.method) \(request.path)")
        var generator = SplitMix64(seed, place, UInt64(asked))
        return Double(generator.next() >> 11) / Double(1 << 53 as UInt64)
    }

    // FNV-1a; Swift's own hashes differ from run to run.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
