import Catalog
import Foundation
import PartnerAPI
import Reports
import Store
import Sync
import Values

/// What `sync` says about a run at its end, on one screen of 80 columns.
struct SyncSummary {
    let outcome: SyncRun.Outcome
    let took: Duration
    let usage: [String: BudgetUsage]
    /// Requests a window by group, the reserve taken off.
    let limits: [String: Int]

    init(_ result: SyncJob.Result, job: SyncJob) {
        (outcome, took, usage, limits) = (result.outcome, result.took, result.usage, job.account.limits)
    }

    var text: String {
        let run = outcome.run
        var lines = ["run \(run.id): \(run.state.rawValue) in \(seconds(took)), \(outcome.requests.formatted()) requests"]
        if outcome.resumedScopes > 0 {
            let scopes = run.resources.map(\.scopes).reduce(0, +)
            lines.append("resumed: \(outcome.resumedScopes.formatted()) of \(scopes.formatted()) scopes already listed")
        }
        lines += table
        lines.append("\(run.inserts.formatted()) inserted, \(run.updates.formatted()) updated, \(run.deletes.formatted()) deleted")
        if run.repairs?.isEmpty == true { lines.append("every row was as it had been received") }
        lines += troubles
        if let slowest { lines.append(slowest) }
        lines.append("chain head \(run.chainHead)")
        return lines.joined(separator: "\n")
    }

    private var table: [String] {
        var table = TextTable([.left(22)] + Array(repeating: .right(11), count: 5))
        table.add(["resource", "scopes", "requests", "records", "changes", "failed"])
        for resource in outcome.run.resources {
            let numbers = [
                resource.scopes, resource.requests, resource.records, resource.changes, resource.failed + resource.drifted,
            ]
            table.add([resource.resource] + numbers.map { $0.formatted() })
        }
        return table.lines
    }

    /// What is not as it should be, one line each.
    var troubles: [String] {
        let run = outcome.run
        let missing = run.resources.filter { $0.missing > 0 }.map(\.resource)
        let note = missing.isEmpty ? [] : ["not on this server: \(missing.joined(separator: ", "))"]
        let views = run.omittedViews.map { "\($0.name): no view of it: \($0.reason)" }.map(VisibleText.escaped)
        let repairs = (run.repairs ?? []).map(\.text).map(VisibleText.escaped)
        return note + views + repairs
            + run.resources.filter { $0.failed + $0.drifted > 0 }.map { resource in
                let what = resource.drifted > 0 ? "could not be interpreted" : "failed"
                return "\(resource.resource): \(resource.failed + resource.drifted) of \(resource.scopes) scopes \(what), such as: "
                    + (resource.error ?? "no reason given")
            }
    }

    /// The resources whose budget took longest. The groups run side by side, so this one decides how long the run takes.
    private var slowest: String? {
        let budgets = usage.compactMap { group, usage in limits[group].map { (group: group, usage: usage, limit: $0) } }
        let longest = budgets.max {
            Double($0.usage.requests) / Double($0.limit) < Double($1.usage.requests) / Double($1.limit)
        }
        guard let longest, longest.usage.waited > .seconds(1) else { return nil }
        let names = outcome.run.resources.map(\.resource).filter { Catalog.standard[$0]?.group.name == longest.group }
        return "held up by \(names.joined(separator: " and ")): \(longest.usage.requests.formatted()) requests, "
            + "at most \(longest.limit.formatted()) a minute"
    }

    private func seconds(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow, fractionalPart: .show(length: 1)))
    }

    /// How the command ends; nil for success. A run that is not complete is no success to a script.
    var failure: Failure? {
        let run = outcome.run
        if let refusal = run.refusals.first {
            return Failure(
                "\(refusal.resource): \(refusal.gone) of \(refusal.live) would be deleted, which is refused; the rest is published",
                hint: "if they are really gone, run again with --allow-deletes \(refusal.resource)", code: .tryAgain)
        }
        if run.resources.contains(where: { $0.drifted > 0 }) {
            return Failure(
                "some answers could not be interpreted", hint: "they are kept in the table drift_observations: please report them",
                code: .drift)
        }
        guard run.state != .complete else { return nil }
        return Failure(
            "some scopes failed", hint: "see `workato-mirror query sync-health`; the next sync tries them again", code: .tryAgain)
    }
}

extension Repair {
    /// Such as `task_usage: 1 row had been changed in the file, and was put right: 7/2026-10`.
    var text: String {
        let count = rows == 1 ? "1 row" : "\(rows.formatted()) rows"
        let which = keys.joined(separator: ", ") + (rows > keys.count ? ", …" : "")
        return isMade
            ? "\(table): \(count) had been changed in the file, and \(rows == 1 ? "was" : "were") put right: \(which)"
            : "\(table): \(count) that no answer of the API has had, left in the file: \(which)"
    }
}
