import Foundation
import Sync

/// What `sync --plan` prints: requests and time by resource, for 80 columns.
struct PlanText {
    let plan: RunPlan

    var text: String {
        var lines = [row("resource", ["scopes", "requests", "a minute", "time"])]
        lines += plan.lines.map { line in
            let load = plan.loads.first { $0.group == line.group }
            return row(
                line.resource,
                [line.scopes.formatted(), line.requests.formatted(), (load?.limit ?? 0).formatted(), time(load?.time ?? .zero)])
        }
        lines.append(total)
        if plan.isRough { lines.append("a rough estimate: the mirror has not seen all that it counts") }
        return lines.joined(separator: "\n")
    }

    private var total: String {
        let slowest = plan.loads.first.map(\.group.name) ?? "nothing"
        let names = plan.lines.filter { $0.group.name == slowest }.map(\.resource).joined(separator: " and ")
        let held = plan.time > .zero ? ", held up by \(names)" : ""
        return "total: \(plan.requests.formatted()) requests, about \(time(plan.time))\(held)"
    }

    private func time(_ time: Duration) -> String {
        time < .seconds(1) ? "1s" : time.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow))
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 28, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }
}
