import Foundation
import Streams
import Sync
import Synchronization

/// One line on the terminal that shows how far a sync is. If stderr is no terminal, it draws nothing.
final class ProgressLine: Sendable {
    private struct State {
        var rows = 0
        var drawn: ContinuousClock.Instant?
    }

    /// What the run will ask for, as far as the mirror can tell beforehand.
    private let plan: RunPlan
    private let requests: RequestCounter
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    init(plan: RunPlan, requests: RequestCounter) {
        self.plan = plan
        self.requests = requests
    }

    /// Counts a page, and redraws the line at most ten times a second.
    @Sendable func note(_ page: ListedPage) {
        guard Terminal.isErrorTerminal else { return }
        let now = ContinuousClock.now
        let line: String? = state.withLock { state in
            state.rows += page.records
            if let drawn = state.drawn, now - drawn < .milliseconds(100) { return nil }
            state.drawn = now
            return text(page.resource, state, now - started)
        }
        if let line { ErrorStream.write("\r\(line.prefix(Terminal.width - 1))\u{1B}[K") }
    }

    static func clear() {
        if Terminal.isErrorTerminal { ErrorStream.write("\r\u{1B}[K") }
    }

    private func text(_ resource: String, _ state: State, _ elapsed: Duration) -> String {
        let amount = ProgressText(asked: requests.total, planned: plan.isRough ? 0 : plan.requests, elapsed: elapsed, atLeast: plan.time)
        return "\(amount.text), \(state.rows.formatted()) records, now \(resource)"
    }
}

/// How much of a run is done, and how long the rest will take. Both are counted in requests.
struct ProgressText {
    let asked: Int
    /// 0 if the mirror cannot tell beforehand.
    let planned: Int
    let elapsed: Duration
    /// The shortest time that the budgets allow for the whole run.
    let atLeast: Duration

    var text: String {
        guard planned > asked, asked > 0 else { return "\(asked.formatted()) request\(asked == 1 ? "" : "s") so far" }
        let rest = max(elapsed * (Double(planned - asked) / Double(asked)), atLeast - elapsed)
        let time = rest.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow, maximumUnitCount: 2))
        return "\(asked.formatted()) of about \(planned.formatted()) requests, \(time) left"
    }
}
