import Logging
import Poller
import ServiceLifecycle
import Testing

@Suite("A poller")
struct PollerTests {
    private enum Trouble: Error { case flaky, wrongCredentials }

    private let hourly = Schedule(interval: .hours(1), jitter: 0)

    /// Runs a poller until the closure ends it.
    private func poll(_ time: PlayedTime, _ body: @escaping @Sendable (Int) async throws -> PollOutcome) async -> [Poll] {
        let heard = Heard<Poll>()
        let poller = Poller(schedule: hourly, clock: time.clock, random: { 0.5 }, observe: { heard.append($0) }, poll: body)
        await #expect(throws: Trouble.wrongCredentials) { try await poller.run() }
        return heard.all
    }

    @Test("starts at once, then every hour, however long a run takes") func rhythm() async {
        let time = PlayedTime()
        let polls = await poll(time) { number in
            time.work(.minutes([10, 20, 90, 0][number - 1]))
            guard number < 4 else { throw FinalFailure(Trouble.wrongCredentials) }
            return PollOutcome("fine")
        }
        #expect(time.slept == [.minutes(50), .minutes(40), .minutes(30)])
        #expect(polls.map(\.number) == [1, 2, 3, 4])
        #expect(polls.map(\.took) == [.minutes(10), .minutes(20), .minutes(90), .zero])
        #expect(polls.map(\.nextIn) == [.minutes(50), .minutes(40), .minutes(30), nil])
    }

    @Test("recovers by itself from runs that fail or throw") func recovery() async {
        let time = PlayedTime()
        let polls = await poll(time) { number in
            switch number {
            case 1: return PollOutcome("partial", isFailure: true)
            case 2: throw Trouble.flaky
            case 3: return PollOutcome("fine")
            default: throw FinalFailure(Trouble.wrongCredentials)
            }
        }
        #expect(polls.map(\.failures) == [1, 2, 0, 1])
        // 9/16 of the longest pauses, which are an eighth and a quarter of an hour; then the rest of the hour.
        #expect(time.slept == [.seconds(253.125), .seconds(506.25), .seconds(3600 - 253.125 - 506.25)])
    }

    @Test("takes an observer's time off the pause") func slowObserver() async {
        let time = PlayedTime()
        let poller = Poller(
            schedule: hourly, clock: time.clock, observe: { _ in time.work(.minutes(7)) },
            poll: { number in
                guard number < 2 else { throw FinalFailure(Trouble.wrongCredentials) }
                return PollOutcome("fine")
            })
        await #expect(throws: Trouble.wrongCredentials) { try await poller.run() }
        #expect(time.slept == [.minutes(53)])
    }

    @Test("ends at once, without an error, when it is asked to shut down while it waits") func stopWhileWaiting() async throws {
        let (standstill, heard) = (Standstill(), Heard<Poll>())
        let clock = PollClock(now: { .zero }, sleep: { _ in try await standstill.wait() })
        let poller = Poller(schedule: hourly, clock: clock, observe: { heard.append($0) }, poll: { _ in PollOutcome("fine") })
        try await shutDown(poller, once: standstill)
        #expect(heard.all.map(\.number) == [1])
        #expect(heard.all.map(\.isStopped) == [false])
    }

    @Test("cancels the run that is under way, and waits for it, when it is asked to shut down") func stopWhileRunning() async throws {
        let (standstill, heard) = (Standstill(), Heard<Poll>())
        let ended = Heard<Int>()
        let poller = Poller(
            schedule: hourly, clock: PlayedTime().clock, observe: { heard.append($0) },
            poll: { number in
                defer { ended.append(number) }
                do { try await standstill.wait() } catch { throw Trouble.flaky }
                return PollOutcome("fine")
            })
        try await shutDown(poller, once: standstill)
        #expect(ended.all == [1])
        #expect(heard.all.map(\.isStopped) == [true])
        #expect(heard.all.map(\.failures) == [0])
        #expect(heard.all.map(\.nextIn) == [nil])
    }

    @Test("ends the group of services it is part of with the reason of a final failure") func final() async {
        let poller = Poller(schedule: hourly, clock: PlayedTime().clock) { _ in throw FinalFailure(Trouble.wrongCredentials) }
        let group = ServiceGroup(services: [poller], logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }))
        await #expect(throws: Trouble.wrongCredentials) { try await group.run() }
    }

    private func shutDown(_ poller: Poller, once standstill: Standstill) async throws {
        let group = ServiceGroup(services: [poller], logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }))
        async let end: Void = group.run()
        await standstill.hasBegun()
        await group.triggerGracefulShutdown()
        try await end
    }
}
