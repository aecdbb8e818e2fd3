import Poller
import Testing

@Suite("A schedule")
struct ScheduleTests {
    private let hourly = Schedule(interval: .minutes(60), jitter: 0.1)

    private func next(_ start: Int, _ end: Int, failures: Int = 0, draw: Double, first: Int = 0) -> Duration {
        hourly.next(after: .init(start: .minutes(start), end: .minutes(end), failures: failures), first: .minutes(first), draw: draw)
    }

    @Test("starts in the window of the next point of its grid") func regular() {
        #expect(next(0, 5, draw: 0) == .minutes(60))
        #expect(next(0, 5, draw: 0.5) == .minutes(63))
        #expect(next(0, 5, draw: 1) == .minutes(66))
        #expect(next(7, 12, draw: 0, first: 7) == .minutes(67))
    }

    @Test("adds no jitter to the jitter before") func drift() {
        #expect(next(66, 70, draw: 0) == .minutes(120))
        #expect(next(66, 70, draw: 1) == .minutes(126))
    }

    @Test("skips what a long run missed") func overrun() {
        #expect(next(0, 67, draw: 0) == .minutes(120))
        #expect(next(0, 200, draw: 0) == .minutes(240))
    }

    @Test("delays the next start when a run ends within its window") func delay() {
        #expect(next(0, 64, draw: 0) == .minutes(64))
        #expect(next(0, 64, draw: 0.5) == .minutes(65))
        #expect(next(0, 66, draw: 1) == .minutes(66))
    }

    @Test("tries again after an eighth, a quarter and half of the interval, then at regular times") func backoff() {
        #expect(next(0, 0, failures: 1, draw: 1) == .seconds(450))
        #expect(next(0, 0, failures: 2, draw: 1) == .minutes(15))
        #expect(next(0, 0, failures: 3, draw: 1) == .minutes(30))
        #expect(next(0, 0, failures: 4, draw: 1) == .minutes(66))
        #expect(next(0, 0, failures: .max, draw: 0) == .minutes(60))
        #expect(next(0, 0, failures: 3, draw: 0) == .seconds(225))
    }

    @Test("prefers the regular start to a later try") func regularFirst() {
        #expect(next(0, 59, failures: 3, draw: 0.5) == .minutes(63))
    }

    @Test("has no window without jitter, and at most half an interval") func bounds() {
        #expect(Schedule(interval: .seconds(10), jitter: -1).window == .zero)
        #expect(Schedule(interval: .seconds(10), jitter: 7).window == .seconds(5))
        #expect(Schedule(interval: .zero).interval == .milliseconds(1))
    }

    @Test("lets what is due once a day be listed in the run a day later, which may start earlier in its window") func due() {
        #expect(hourly.isDue(every: .hours(24), age: .hours(24) - .minutes(6)))
        #expect(!hourly.isDue(every: .hours(24), age: .hours(24) - .minutes(7)))
        #expect(hourly.isDue(every: .hours(24), age: .hours(30)))
    }
}

extension Duration {
    static func minutes(_ minutes: Int) -> Duration { .seconds(60 * minutes) }
    static func hours(_ hours: Int) -> Duration { .seconds(3600 * hours) }
}
