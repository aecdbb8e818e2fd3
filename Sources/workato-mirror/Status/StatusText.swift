import Foundation
import Reports
import Store
import Sync
import Values

/// The status in sections, for a terminal of 80 columns.
struct StatusText {
    let report: StatusReport
    private var status: MirrorStatus { report.status }

    var text: String {
        let sections = [runs, coverage, unknownFields, uninterpreted, size, plan].filter { !$0.isEmpty }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var runs: [String] {
        var lines = [VisibleText.escaped(report.path) + (status.baseURL.map { ": \($0)" } ?? "")]
        lines.append("last complete run   " + (status.lastComplete.map(line) ?? "none yet"))
        if let last = status.coverage.lastRun {
            if last.id != status.lastComplete?.id { lines.append("last run            \(line(last)), \(last.state.rawValue)") }
            if let error = last.error { lines.append(escaped(error, indent: 20)) }
        }
        if let head = status.chainHead { lines.append("chain head \(head)") }
        return lines
    }

    private func line(_ run: RunRecord) -> String {
        let end = run.finishedAt.prefix(16).replacing("T", with: " ")
        return "\(run.id), \(end) UTC, \(age(run.finishedAt)) ago, took \(time(report.seconds(of: run)))"
    }

    private var coverage: [String] {
        let resources = status.coverage.resources
        guard !resources.isEmpty else { return [] }
        var table = TextTable([.left(24), .right(10), .right(10), .right(10), .right(8), .right(9), .right(9)])
        table.add(["resource", "oldest", "newest", "scopes", "never", "failing", "missing"])
        for resource in resources {
            let troubles = [resource.never, resource.failing + resource.refused, resource.missing].map { $0 == 0 ? "·" : $0.formatted() }
            table.add([resource.resource, age(resource.oldest), age(resource.newest), resource.scopes.formatted()] + troubles)
        }
        return table.lines
            + resources.compactMap { resource in
                resource.error.map { escaped("\(resource.resource): \(resource.failing) failing, such as: \($0)", indent: 2) }
            }
    }

    private var unknownFields: [String] {
        guard let fields = status.unknownFields else { return ["unknown fields: not noted yet; the next sync does"] }
        guard !fields.isEmpty else { return [] }
        return ["fields without a column, kept in _extra"]
            + fields.map { field in
                let why = field.isMisfit ? ", did not fit its column" : ""
                return escaped(
                    "\(field.resource).\(field.field)\(why): since run \(field.firstRun), such as \(field.sampleKey)", indent: 2)
            }
    }

    private var uninterpreted: [String] {
        guard !status.uninterpreted.isEmpty else { return [] }
        return ["answers that could not be interpreted, kept in drift_observations"]
            + status.uninterpreted.map { answers in
                escaped("\(answers.resource): \(answers.answers), since run \(answers.firstRun): \(answers.reason)", indent: 2)
            }
    }

    private var size: [String] {
        let size = status.size
        let log = size.logBytes == 0 ? "" : " and \(bytes(size.logBytes)) of log"
        let measured = size.historyBytes.map { ", \(bytes($0))" } ?? ""
        return [
            "file                \(bytes(size.fileBytes))\(log)", "rows now            \(size.liveRows.formatted())",
            "rows of history     \(size.historyRows.formatted())\(measured)",
        ]
    }

    private var plan: [String] {
        guard let plan = report.plan else { return ["next run: not known, as the mirror knows no customer yet"] }
        return ["the next run"] + PlanText(plan: plan).lines
    }

    /// A text that a server may have sent: nothing in it can move the cursor.
    private func escaped(_ text: String, indent: Int) -> String { Terminal.wrapped(VisibleText.escaped(text), indent: indent) }

    private func age(_ stamp: String?) -> String { report.age(of: stamp).map(time) ?? "never" }

    private func time(_ seconds: Int) -> String {
        Duration.seconds(seconds).formatted(.units(allowed: [.days, .hours, .minutes, .seconds], width: .narrow, maximumUnitCount: 1))
    }

    private func bytes(_ count: Int) -> String { Int64(count).formatted(.byteCount(style: .file)) }
}
