/// When the next run of a poller starts. The starts lie on a grid of intervals that begins with the first run, each up to a window late.
/// `Poller` asks it after each run; it has no clock of its own.
///
/// - A regular start lies in `[point, point + window]` of a point of the grid. Each point has one start. The delay within the window is
///   drawn anew each time and never added up, so the starts don't drift.
/// - A run that lasts beyond the windows of later points skips these points. It never overlaps with the next run.
/// - After a failure the next start comes sooner: after a pause of at most an eighth of the interval, then a quarter, then a half. Each
///   pause is drawn evenly from the last seven eighths of that time. A regular start that comes before is taken instead. From the fourth
///   failure in a row on, there are only regular starts. So a partner that is down is asked at most three times more than the interval
///   says.
public struct Schedule: Sendable, Equatable {
    /// The time from one point of the grid to the next, at least a millisecond.
    public let interval: Duration
    /// How late a regular start may be.
    public let window: Duration

    /// The run that has just ended. Its times come from one clock that never runs backwards.
    public struct Run: Sendable, Equatable {
        public var start: Duration
        public var end: Duration
        /// How many runs in a row have failed, this one included; 0 if this one didn't fail.
        public var failures: Int

        public init(start: Duration, end: Duration, failures: Int) {
            self.start = start
            self.end = end
            self.failures = failures
        }
    }

    /// - Parameter jitter: the window's share of the interval, from 0 to 0.5. Values outside count as the nearer end.
    public init(interval: Duration, jitter: Double = 0.05) {
        self.interval = max(interval, .milliseconds(1))
        window = self.interval * min(max(jitter, 0), 0.5)
    }

    /// The time of the next start, never before the run's end.
    ///
    /// - Parameters:
    ///   - first: when the first run started. The grid begins there.
    ///   - draw: a random number from 0 to 1, a new one for each call.
    public func next(after run: Run, first: Duration, draw: Double) -> Duration {
        let regular = regularStart(after: run, first: first, draw: draw)
        guard let ceiling = ceiling(failures: run.failures) else { return regular }
        return min(run.end + ceiling / 8 + ceiling * 7 / 8 * draw, regular)
    }

    /// Whether a listing that is wanted at this interval is due in a run, if it was last read this long ago.
    ///
    /// A run may start up to a window earlier in its interval than the run before. A daily listing must not wait for a twenty-fifth hour
    /// because of that.
    public func isDue(every: Duration, age: Duration) -> Bool {
        age + window >= every
    }

    private func regularStart(after run: Run, first: Duration, draw: Double) -> Duration {
        let slot = max((run.start - first).attoseconds / interval.attoseconds, 0)
        // The first point whose window isn't over when the run ends, rounded up.
        let open = (run.end - window - first).attoseconds
        let reached = open <= 0 ? 0 : (open - 1) / interval.attoseconds + 1
        let point = first + Duration(attoseconds: max(slot + 1, reached) * interval.attoseconds)
        let earliest = max(point, run.end)
        return earliest + (point + window - earliest) * draw
    }

    /// The longest pause after so many failures in a row; nil if the next start is a regular one.
    private func ceiling(failures: Int) -> Duration? {
        switch failures {
        case 1: interval / 8
        case 2: interval / 4
        case 3: interval / 2
        default: nil
        }
    }
}
