import Foundation
import Reports
import Store
import Sync

/// The status for a terminal of 80 columns, in sections.
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
            if let error = last.error { lines.append(said(error, indent: 20)) }
        }
        return lines
    }

    private func line(_ run: RunRecord) -> String {
        "\(run.id), \(run.finishedAt.prefix(16).replacing("T", with: " ")) UTC, \(age(run.finishedAt)) ago, took \(time(report.seconds(of: run)))"
    }

    private var coverage: [String] {
        guard !status.coverage.resources.isEmpty else { return [] }
        let names = status.coverage.resources
        var lines = [row("resource", ["oldest", "newest", "scopes", "never", "failing", "missing"])]
        lines += names.map { resource in
            row(
                resource.resource,
                [age(resource.oldest), age(resource.newest), resource.scopes.formatted()]
                    + [resource.never, resource.failing + resource.refused, resource.missing].map { $0 == 0 ? "·" : $0.formatted() })
        }
        lines += names.compactMap { resource in
            resource.error.map { said("\(resource.resource): \(resource.failing) failing, such as: \($0)", indent: 2) }
        }
        return lines
    }

    private var unknownFields: [String] {
        guard let fields = status.unknownFields else { return ["unknown fields: not noted yet; the next sync does"] }
        guard !fields.isEmpty else { return [] }
        return ["fields without a column, kept in _extra"]
            + fields.map { field in
                let why = field.isMisfit ? ", did not fit its column" : ""
                return said(
                    "\(field.resource).\(field.field)\(why): since run \(field.firstRun), such as \(field.sampleKey)", indent: 2)
            }
    }

    private var uninterpreted: [String] {
        guard !status.uninterpreted.isEmpty else { return [] }
        return ["answers that could not be interpreted, kept in drift_observations"]
            + status.uninterpreted.map { answers in
                said("\(answers.resource): \(answers.answers), since run \(answers.firstRun): \(answers.reason)", indent: 2)
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
        return ["the next run"] + PlanText(plan: plan).text.split(separator: "\n").map(String.init)
    }

    /// What a server has said may hold anything: nothing in it moves the cursor.
    private func said(_ text: String, indent: Int) -> String { Terminal.wrapped(VisibleText.escaped(text), indent: indent) }

    private func row(_ name: String, _ cells: [String]) -> String {
        let widths = [10, 10, 10, 8, 9, 9]
        return name.padding(toLength: 24, withPad: " ", startingAt: 0)
            + zip(cells, widths).map { cell, width in String(repeating: " ", count: max(1, width - cell.count)) + cell }.joined()
    }

    private func age(_ stamp: String?) -> String { report.age(of: stamp).map(time) ?? "never" }

    private func time(_ seconds: Int) -> String {
        Duration.seconds(seconds).formatted(.units(allowed: [.days, .hours, .minutes, .seconds], width: .narrow, maximumUnitCount: 1))
    }

    private func bytes(_ count: Int) -> String { Int64(count).formatted(.byteCount(style: .file)) }
}
