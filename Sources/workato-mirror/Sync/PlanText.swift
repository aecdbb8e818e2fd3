import Foundation
import Reports
import Sync

/// The requests and the time that the next run needs, by resource, for 80 columns: the output of `sync --plan`, and a section of `status`.
struct PlanText {
    let plan: RunPlan

    var lines: [String] {
        var table = TextTable([.left(28)] + Array(repeating: .right(12), count: 4))
        table.add(["resource", "scopes", "requests", "a minute", "time"])
        for line in plan.lines {
            // Each line's group has a load.
            let load = plan.loads.first { $0.group == line.group }
            table.add([
                line.resource, line.scopes.formatted(), line.requests.formatted(), (load?.limit ?? 0).formatted(),
                time(load?.time ?? .zero),
            ])
        }
        return table.lines + [total] + (plan.isRough ? ["a rough estimate: the mirror has not seen all that it counts"] : [])
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
}
