import Catalog
import Synchronization
import Testing

@testable import PartnerAPI

private let customers = EndpointGroup("customers", requestsPerMinute: 60)

struct RateLimiterTests {
    @Test func `A limit leaves the reserve unused, keeps at least one, and can be overridden by name`() {
        #expect(RateLimiter(reserve: 10).limit(of: customers) == 54)
        #expect(RateLimiter(reserve: 30).limit(of: EndpointGroup("recipes", requestsPerMinute: 2000)) == 1400)
        #expect(RateLimiter(reserve: 99).limit(of: customers) == 1)
        #expect(RateLimiter(reserve: 100).limit(of: customers) == 1)
        #expect(RateLimiter(reserve: 0, limits: ["customers": 600]).limit(of: customers) == 600)
        #expect(RateLimiter(reserve: 0, limits: ["customers": -5]).limit(of: customers) == 1)
    }

    @Test func `A burst up to the limit starts at once, the next ones a window later, in the order they came`() throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 3], time: time.source)
        let starts = Mutex<[(Int, Duration)]>([])
        for number in 1...7 {
            _ = time.start {
                _ = try await rateLimiter.take(customers)
                starts.withLock { $0.append((number, time.now)) }
                await rateLimiter.finish(customers)
            }
        }
        time.run()
        let seen = starts.withLock { $0 }
        #expect(seen.map(\.0) == Array(1...7))
        #expect(seen.map(\.1) == [0, 0, 0, 60, 60, 60, 120].map { .seconds($0) })
    }

    @Test func `Groups do not wait for each other`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 1], time: time.source)
        let slow = (1...3).map { _ in time.start { try await visit(rateLimiter, customers) } }
        let quick = time.start { try await visit(rateLimiter, EndpointGroup("recipes", requestsPerMinute: 2000)) }
        time.run()
        #expect(try await quick.value == .zero)
        #expect(try await slow[2].value == .seconds(120))
    }

    @Test func `A hold stops the whole group, and is never shortened`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(time: time.source)
        await rateLimiter.hold(customers, for: .seconds(30))
        await rateLimiter.hold(customers, for: .seconds(5))
        let visitor = time.start { try await visit(rateLimiter, customers) }
        time.run()
        #expect(try await visitor.value == .seconds(30))
        #expect(await rateLimiter.usage["customers"] == usage(requests: 1, waits: 1, waited: .seconds(30), refusals: 2))
    }

    @Test func `A place comes back a window after the answer, not after the start`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 1], time: time.source)
        _ = time.start { try await visit(rateLimiter, customers, staying: .seconds(5)) }
        let second = time.start { try await visit(rateLimiter, customers) }
        time.run()
        #expect(try await second.value == .seconds(65))
    }

    @Test func `Who is cancelled while waiting leaves at once and takes no place`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 1], time: time.source)
        _ = time.start { try await visit(rateLimiter, customers) }
        let first = time.start { try await visit(rateLimiter, customers) }
        let second = time.start { try await visit(rateLimiter, customers) }
        let third = time.start { try await visit(rateLimiter, customers) }
        time.settle()
        first.cancel()
        second.cancel()
        for cancelled in [first, second] {
            let end = await time.end(of: cancelled)
            #expect(throws: CancellationError.self) { try end.get() }
        }
        #expect(time.now == .zero)
        time.run()
        #expect(try await third.value == .seconds(60))
        #expect(await rateLimiter.usage["customers"]?.requests == 2)
    }

    @Test func `Who is cancelled while all places are out leaves at once`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 1], time: time.source)
        _ = try await rateLimiter.take(customers)
        let waiting = time.start { try await visit(rateLimiter, customers) }
        time.settle()
        waiting.cancel()
        let end = await time.end(of: waiting)
        #expect(throws: CancellationError.self) { try end.get() }
        await rateLimiter.finish(customers)
        let next = time.start { try await visit(rateLimiter, customers) }
        time.run()
        #expect(try await next.value == .seconds(60))
    }

    @Test func `A cancelled task takes no place even if one is free`() async {
        let rateLimiter = RateLimiter()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await rateLimiter.take(customers)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await rateLimiter.usage["customers"]?.requests ?? 0 == 0)
    }
}

/// A request that is answered after `staying`. It returns how long it waited.
func visit(_ rateLimiter: RateLimiter, _ group: EndpointGroup, staying: Duration = .zero) async throws -> Duration {
    let waited = try await rateLimiter.take(group)
    if staying > .zero { try await rateLimiter.time.sleep(staying) }
    await rateLimiter.finish(group)
    return waited
}

private func usage(requests: Int, waits: Int, waited: Duration, refusals: Int) -> BudgetUsage {
    var usage = BudgetUsage()
    (usage.requests, usage.waits, usage.waited, usage.refusals) = (requests, waits, waited, refusals)
    return usage
}
