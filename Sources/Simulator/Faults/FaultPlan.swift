import Synchronization

/// How many requests a fault was about, and how often it has struck.
public struct FaultCount: Sendable, Equatable {
    /// The fault's line.
    public let fault: String
    /// The requests with its method and path.
    public let requests: Int
    public let struck: Int
}

/// The active faults, and what they have done since they were set.
final class FaultPlan: Sendable {
    /// What happens to one request.
    struct Strike: Sendable, Equatable {
        var delay = Duration.zero
        /// Any effect other than slowness.
        var effect: FaultEffect?
    }

    fileprivate struct Line: Sendable {
        let fault: Fault
        var requests = 0
        var struck = 0
        /// The chance; only for a fault with a share.
        var requestsByPath: [String: Int] = [:]
    }

    let seed: UInt64
    private let lines = Mutex<[Line]>([])

    init(_ faults: [Fault], seed: UInt64) {
        self.seed = seed
        set(faults)
    }

    /// Replaces all faults and starts counting anew.
    func set(_ faults: [Fault]) { lines.withLock { $0 = faults.map { Line(fault: $0) } } }

    var counts: [FaultCount] {
        lines.withLock { $0.map { FaultCount(fault: $0.fault.text, requests: $0.requests, struck: $0.struck) } }
    }

    /// The first line that strikes decides. All lines count, so that one line's schedule does not depend on the others.
    func strike(_ request: SimulatorRequest) -> Strike {
        let chance = FaultChance(seed: seed)
        return lines.withLock { lines in
            var strike = Strike()
            for index in lines.indices where lines[index].fault.concerns(request) {
                let due = lines[index].count(request, chance)
                guard due, strike.effect == nil else { continue }
                lines[index].struck += 1
                strike.add(lines[index].fault.effect)
            }
            return strike
        }
    }
}

extension FaultPlan.Line {
    /// Counts a request, and says whether the schedule wants it struck.
    fileprivate mutating func count(_ request: SimulatorRequest, _ chance: FaultChance) -> Bool {
        requests += 1
        guard case .share(let percent) = fault.schedule else { return fault.schedule.strikes(requests) }
        requestsByPath["\(request.method) \(request.path)", default: 0] += 1
        let asked = requestsByPath["\(request.method) \(request.path)", default: 0]
        return chance.draw(fault, request, asked: asked) * 100 < percent
    }
}

extension FaultPlan.Strike {
    fileprivate mutating func add(_ new: FaultEffect) {
        if case .slow(let duration) = new { delay += duration } else { effect = new }
    }
}
