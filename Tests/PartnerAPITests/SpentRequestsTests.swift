import Catalog
import Foundation
import Testing
import Values

@testable import PartnerAPI

struct SpentRequestsTests {
    private let group = EndpointGroup.customers

    /// What a program leaves behind that took one place every ten seconds, from 0 to 50.
    private func spent(_ time: VirtualTime) async throws -> [SpentRequests] {
        let rateLimiter = RateLimiter(reserve: 0, limits: ["customers": 6], time: time.source)
        for _ in 1...6 {
            let place = time.start { try await visit(rateLimiter, .customers, staying: .seconds(10)) }
            time.run()
            _ = try await place.value
        }
        return await rateLimiter.spent
    }

    @Test func `The next program waits for the places that the last one has spent, one by one`() async throws {
        let time = VirtualTime()
        let left = try await spent(time)
        #expect(left.map(\.requests) == Array(repeating: 1, count: 6))
        let next = RateLimiter(reserve: 0, limits: ["customers": 6], time: time.source)
        await next.recall(left.shuffled())
        var waits: [Duration] = []
        for _ in 1...7 {
            let place = time.start { try await visit(next, .customers) }
            time.run()
            waits.append(try await place.value)
        }
        #expect(waits == [10, 10, 10, 10, 10, 10, 10].map { .seconds($0) })
    }

    @Test func `What is older than a window is free again`() async throws {
        let time = VirtualTime()
        let left = try await spent(time)
        let later = Date(timeIntervalSince1970: 1_700_000_000 + 60 + 45)
        let source = TimeSource(now: { .seconds(1_000) }, date: { later }, sleep: time.source.sleep)
        let next = RateLimiter(reserve: 0, limits: ["customers": 6], time: source)
        await next.recall(left)
        #expect(await next.spent.map(\.answeredAt) == [1_700_000_050_000, 1_700_000_060_000])
    }

    @Test func `A clock that was set back makes nobody wait for more than a window`() async throws {
        let time = VirtualTime()
        let next = RateLimiter(reserve: 0, limits: ["customers": 1], time: time.source)
        await next.recall([SpentRequests(group: "customers", answeredAt: .max, requests: 5)])
        let place = time.start { try await visit(next, .customers) }
        time.run()
        #expect(try await place.value == .seconds(60))
    }

    @Test func `A group that is no longer known is passed over`() async {
        let rateLimiter = RateLimiter(reserve: 0)
        await rateLimiter.recall([SpentRequests(group: "no such group", answeredAt: 0, requests: 5)])
        #expect(await rateLimiter.spent == [])
    }

    @Test func `Places of one moment are told as one`() async throws {
        let time = VirtualTime()
        let rateLimiter = RateLimiter(reserve: 0, time: time.source)
        for _ in 1...40 { _ = time.start { try await visit(rateLimiter, .customers) } }
        time.run()
        #expect(await rateLimiter.spent.map(\.requests) == [40])
    }
}
