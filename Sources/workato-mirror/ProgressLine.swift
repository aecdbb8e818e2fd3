import Foundation
import Streams
import Sync
import Synchronization

/// One line on the terminal that says how far a sync is. It draws nothing anywhere else.
final class ProgressLine: Sendable {
    private struct State {
        var pages = 0
        var rows = 0
        var drawn: ContinuousClock.Instant?
    }

    /// How many records the last run left, to guess the time that is left; 0 if nothing is known.
    private let expected: Int
    private let requests: RequestLog
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    init(expected: Int, requests: RequestLog) {
        self.expected = expected
        self.requests = requests
    }

    /// Counts a page, and draws the line anew at most ten times a second.
    @Sendable func note(_ page: ListedPage) {
        guard Terminal.isErrorTerminal else { return }
        let now = ContinuousClock.now
        let line: String? = state.withLock { state in
            state.pages += 1
            state.rows += page.records
            if let drawn = state.drawn, now - drawn < .milliseconds(100) { return nil }
            state.drawn = now
            return text(page.resource, state, (now - started) / .seconds(1))
        }
        if let line { ErrorStream.write("\r\(line.prefix(Terminal.width - 1))\u{1B}[K") }
    }

    static func clear() {
        if Terminal.isErrorTerminal { ErrorStream.write("\r\u{1B}[K") }
    }

    private func text(_ resource: String, _ state: State, _ seconds: Double) -> String {
        let rate = seconds > 0 ? Double(state.rows) / seconds : 0
        let left = expected > state.rows && rate > 0 ? ", about \(Int(Double(expected - state.rows) / rate)) s left" : ""
        return "\(resource): \(state.pages.formatted()) pages, \(state.rows.formatted()) rows, \(requests.total.formatted()) requests, "
            + "\(Int(rate).formatted()) rows/s\(left)"
    }
}
