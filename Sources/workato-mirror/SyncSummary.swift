import Catalog
import Foundation
import PartnerAPI
import Store
import Sync

/// What a sync says at its end, on one screen of 80 columns.
struct SyncSummary {
    let outcome: SyncRun.Outcome
    let took: Duration
    let budgets: [String: BudgetUsage]

    var text: String {
        let run = outcome.run
        var lines = ["run \(run.id): \(run.state.rawValue) in \(seconds(took)), \(outcome.requests.formatted()) requests"]
        if outcome.resumedScopes > 0 {
            let scopes = run.resources.map(\.scopes).reduce(0, +)
            lines.append("resumed: \(outcome.resumedScopes.formatted()) of \(scopes.formatted()) scopes already listed")
        }
        lines.append(row("resource", ["scopes", "requests", "records", "changes", "failed"]))
        lines += run.resources.map { resource in
            row(
                resource.resource,
                [resource.scopes, resource.requests, resource.records, resource.changes, resource.failed + resource.drifted].map {
                    $0.formatted()
                })
        }
        lines.append("\(run.inserts.formatted()) inserted, \(run.updates.formatted()) updated, \(run.deletes.formatted()) deleted")
        lines += troubles
        if let slowest { lines.append(slowest) }
        return lines.joined(separator: "\n")
    }

    private var troubles: [String] {
        outcome.run.resources.filter { $0.failed + $0.drifted > 0 }.map { resource in
            let what = resource.drifted > 0 ? "could not be interpreted" : "failed"
            return "\(resource.resource): \(resource.failed + resource.drifted) of \(resource.scopes) scopes \(what), such as: "
                + (resource.error ?? "no reason given")
        }
    }

    /// Which budget the run waited for most.
    private var slowest: String? {
        guard let (group, usage) = budgets.max(by: { $0.value.waited < $1.value.waited }), usage.waited > .seconds(1) else { return nil }
        return "held up by the budget of \(group)"
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 22, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
    }

    private func seconds(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow, fractionalPart: .show(length: 1)))
    }

    /// How the command ends: a run that is not complete is no success to a script.
    var failure: Failure? {
        let run = outcome.run
        if let refusal = run.refusals.first {
            return Failure(
                "\(refusal.resource): \(refusal.gone) of \(refusal.live) would be deleted, which is refused; the rest is published",
                hint: "if they are really gone, run again with --allow-deletes", code: .tryAgain)
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
