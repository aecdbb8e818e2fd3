/// When the next run starts: on a grid of intervals that begins with the first run, each start up to a window late.
///
/// - A regular start falls into `[point, point + window]` of a point of the grid, one start a point. The window is drawn from anew each
///   time and never added up, so the starts do not drift.
/// - A run that goes on past the windows of later points skips them; it never overlaps with the next run.
/// - After a failure the next start comes sooner: after a pause of up to an eighth of the interval, then a quarter, then a half, each
///   drawn evenly from its last seven eighths, unless the regular start comes before. From the fourth failure in a row on, only the regular
///   starts are left. So a partner that is down is asked at most three times more than the interval says.
public struct Schedule: Sendable, Equatable {
    /// The time from one point of the grid to the next; at least a millisecond.
    public let interval: Duration
    /// How late a regular start may be.
    public let window: Duration

    /// The run that has just ended. Times are those of one clock that never runs backwards.
    public struct Run: Sendable, Equatable {
        public var start: Duration
        public var end: Duration
        /// How many runs in a row have failed, this one included; 0 after one that did not.
        public var failures: Int

        public init(start: Duration, end: Duration, failures: Int) {
            self.start = start
            self.end = end
            self.failures = failures
        }
    }

    /// - Parameter jitter: the window's share of the interval, from 0 to 0.5; what is outside counts as the nearer end.
    public init(interval: Duration, jitter: Double = 0.05) {
        self.interval = max(interval, .milliseconds(1))
        window = self.interval * min(max(jitter, 0), 0.5)
    }

    /// The time of the next start, never before the run's end.
    ///
    /// - Parameters:
    ///   - first: when the first run started, where the grid begins.
    ///   - draw: a random number from 0 to 1, new for each call.
    public func next(after run: Run, first: Duration, draw: Double) -> Duration {
        let regular = regularStart(after: run, first: first, draw: draw)
        guard let ceiling = ceiling(failures: run.failures) else { return regular }
        return min(run.end + ceiling / 8 + ceiling * 7 / 8 * draw, regular)
    }

    /// Whether something that is wanted `every` so often is due in a run, when it was last listed this long ago.
    ///
    /// A run may start up to a window earlier in its interval than the one before; what is due every day must not wait for a
    /// twenty-fifth hour because of that.
    public func isDue(every: Duration, age: Duration) -> Bool {
        age + window >= every
    }

    private func regularStart(after run: Run, first: Duration, draw: Double) -> Duration {
        let slot = max((run.start - first).attoseconds / interval.attoseconds, 0)
        // The first point whose window is not over at the run's end: rounded up.
        let open = (run.end - window - first).attoseconds
        let reached = open <= 0 ? 0 : (open - 1) / interval.attoseconds + 1
        let point = first + Duration(attoseconds: max(slot + 1, reached) * interval.attoseconds)
        let earliest = max(point, run.end)
        return earliest + (point + window - earliest) * draw
    }

    /// The longest pause after so many failures in a row; nil where the next start is a regular one.
    private func ceiling(failures: Int) -> Duration? {
        switch failures {
        case 1: interval / 8
        case 2: interval / 4
        case 3: interval / 2
        default: nil
        }
    }
}
