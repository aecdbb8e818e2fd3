import Poller
import SeededNumbers
import Testing

/// Random runs. A failure names the seed that repeats it.
@Suite("Over random durations and failures")
struct SchedulePropertyTests {
    private static let seeds = 0..<300 as Range<UInt64>

    private struct History {
        let schedule: Schedule
        let first: Duration
        var runs: [Schedule.Run] = []

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            let interval = Duration.nanoseconds(Int.random(in: 1_000_000...100_000_000_000_000, using: &random))
            schedule = Schedule(interval: interval, jitter: .random(in: 0...0.5, using: &random))
            first = .nanoseconds(Int.random(in: 0...1_000_000_000_000, using: &random))
            let longest = Double.random(in: 0...3, using: &random)
            let failing = Double.random(in: 0...1, using: &random)
            var start = first
            for _ in 0..<200 {
                let end = start + interval * Double.random(in: 0...longest, using: &random)
                let failures = Double.random(in: 0...1, using: &random) < failing ? (runs.last?.failures ?? 0) + 1 : 0
                runs.append(Schedule.Run(start: start, end: end, failures: failures))
                start = schedule.next(after: runs[runs.count - 1], first: first, draw: .random(in: 0...1, using: &random))
            }
        }

        var pairs: Zip2Sequence<[Schedule.Run], ArraySlice<Schedule.Run>> { zip(runs, runs.dropFirst()) }

        func slot(_ moment: Duration) -> Int128 { (moment - first).attoseconds / schedule.interval.attoseconds }
        func offset(_ moment: Duration) -> Duration {
            Duration(attoseconds: (moment - first).attoseconds % schedule.interval.attoseconds)
        }
    }

    @Test("runs never overlap", arguments: seeds) func apart(seed: UInt64) {
        for (run, next) in History(seed: seed).pairs { #expect(run.end <= next.start, "seed \(seed)") }
    }

    @Test("after a run that went well, the next start is in the window of a later point of the grid", arguments: seeds)
    func grid(seed: UInt64) {
        let history = History(seed: seed)
        for (run, next) in history.pairs where run.failures == 0 {
            #expect(history.slot(next.start) > history.slot(run.start), "seed \(seed)")
            #expect(history.offset(next.start) <= history.schedule.window, "seed \(seed)")
        }
    }

    @Test("no point is skipped whose window the run left open", arguments: seeds) func prompt(seed: UInt64) {
        let history = History(seed: seed)
        for (run, next) in history.pairs {
            let before = history.slot(next.start) - 1
            let closed = history.first + Duration(attoseconds: before * history.schedule.interval.attoseconds) + history.schedule.window
            #expect(before <= history.slot(run.start) || closed < run.end, "seed \(seed)")
        }
    }

    @Test("after a failure, the next start is a regular one, or an earlier one after the pause it is due", arguments: seeds)
    func backoff(seed: UInt64) {
        let history = History(seed: seed)
        let (interval, window) = (history.schedule.interval, history.schedule.window)
        for (run, next) in history.pairs where run.failures > 0 {
            let isRegular = history.slot(next.start) > history.slot(run.start) && history.offset(next.start) <= window
            let shortest = run.failures > 3 ? interval : interval / 64 * (1 << (run.failures - 1))
            #expect(isRegular || next.start - run.end >= shortest, "seed \(seed)")
            #expect(next.start - run.end <= interval + window, "seed \(seed)")
        }
    }

    @Test("a partner that is down is asked at most three times more than at regular times", arguments: seeds)
    func outage(seed: UInt64) {
        let schedule = Schedule(interval: .hours(1), jitter: 0.1)
        var random = SeededGenerator(seed: seed)
        var (start, failures) = (Duration.zero, 0)
        while start < .hours(48) {
            failures += 1
            let run = Schedule.Run(start: start, end: start + .seconds(2), failures: failures)
            start = schedule.next(after: run, first: .zero, draw: .random(in: 0...1, using: &random))
        }
        #expect((48...51).contains(failures), "seed \(seed)")
    }
}
