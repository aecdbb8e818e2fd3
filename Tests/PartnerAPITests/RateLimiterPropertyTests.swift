import Catalog
import SeededNumbers
import Synchronization
import Testing

@testable import PartnerAPI

/// Random arrivals. A failure names the seed with which `SeededGenerator` repeats it.
struct RateLimiterPropertyTests {
    private struct Case {
        let limit: Int
        let window: Duration
        let arrivals: [Duration]
        let stays: [Duration]

        init(seed: UInt64, staying longest: Int) {
            var random = SeededGenerator(seed: seed)
            limit = Int.random(in: 1...12, using: &random)
            window = .milliseconds(Int.random(in: 50...2000, using: &random))
            let spread = Int.random(in: 1...4000, using: &random)
            let count = Int.random(in: 1...60, using: &random)
            arrivals = (0..<count).map { _ in .milliseconds(Int.random(in: 0...spread, using: &random)) }.sorted()
            stays = (0..<count).map { _ in .milliseconds(Int.random(in: 0...longest, using: &random)) }
        }
    }

    private struct Request: Sendable { let start, end: Duration }

    private static func play(_ plan: Case) -> [Request] {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(window: plan.window, reserve: 0, limits: ["group": plan.limit], time: time.source)
        let group = EndpointGroup("group", requestsPerMinute: 1)
        let requests = Mutex<[Request]>([])
        for (arrival, stay) in zip(plan.arrivals, plan.stays) {
            _ = time.start {
                try await time.sleep(arrival)
                _ = try await rateLimiter.take(group)
                let start = time.now
                if stay > .zero { try await time.sleep(stay) }
                await rateLimiter.finish(group)
                requests.withLock { $0.append(Request(start: start, end: time.now)) }
            }
        }
        time.run()
        return requests.withLock { $0 }
    }

    /// Whether more than `limit` moments lie within one half-open window.
    private static func overruns(_ moments: [Duration], _ plan: Case) -> Bool {
        let sorted = moments.sorted()
        return zip(sorted, sorted.dropFirst(plan.limit)).contains { $1 - $0 < plan.window }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `With answers at once, every request starts at the earliest moment the limit allows`(seed: UInt64) {
        let plan = Case(seed: seed, staying: 0)
        var earliest: [Duration] = []
        for (index, arrival) in plan.arrivals.enumerated() {
            let afterLast = max(arrival, earliest.last ?? .zero)
            earliest.append(index < plan.limit ? afterLast : max(afterLast, earliest[index - plan.limit] + plan.window))
        }
        #expect(Self.play(plan).map(\.start).sorted() == earliest, "seed \(seed)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `Whenever the server counts a request between start and answer, no window is overrun`(seed: UInt64) {
        let plan = Case(seed: seed, staying: 1500)
        let requests = Self.play(plan)
        var random = SeededGenerator(seed: ~seed)
        #expect(requests.count == plan.arrivals.count, "seed \(seed)")
        #expect(!Self.overruns(requests.map(\.start), plan), "starts, seed \(seed)")
        for _ in 0..<20 {
            let counted = requests.map { $0.start + ($0.end - $0.start) * Double.random(in: 0...1, using: &random) }
            #expect(!Self.overruns(counted, plan), "counted, seed \(seed)")
        }
    }
}
