import Foundation
import Testing

@Suite("Billing closes a month only when it is its turn:", .serialized)
struct BillingGateTests {
    @Test("not while it runs, nor in its grace period (75)") func time() async throws {
        try await Scene.playBilling { scene in
            let before = try scene.contents("mirror.db")
            let (running, month) = (PastMonth.ago(0), PastMonth.ago(2))
            func hint(_ month: String) -> String { "close it then, or see what it would be: workato-mirror billing preview \(month)" }
            let ends = "\(PastMonth.ago(-1))-01 00:00 (UTC)"
            try await scene.refuses("close", running, with: .notYet("\(running) is not over: it ends on \(ends)", hint(running)))
            let grace = "\(try PastMonth.day(366, after: PastMonth.ago(1))) 00:00 (UTC)"
            let message = "\(month) is over, but its grace period ends on \(grace)"
            try await scene.refuses("close", month, "--grace", "366d", with: .notYet(message, hint(month)))
            // A preview shows the figures, and says the same.
            let preview = try await scene.billing("preview", month, "--grace", "366d", "--format", "table").text
            #expect(preview.replacing(/\n */, with: " ").contains("not yet: \(message) "), "\(preview)")
            #expect(try scene.contents("mirror.db") == before)
        }
    }

    @Test("not before a run that began after the grace period has read the usage, to the millisecond (75)") func run() async throws {
        try await Scene.playBilling { scene in
            let (month, next) = (PastMonth.ago(2), PastMonth.ago(1))
            func begin(_ stamp: String) throws { try scene.edit("UPDATE sync_runs SET started_at = '\(stamp)'") }
            let message = "\(month): no run that began after its grace period (\(next)-04 00:00, UTC) has read task_usage to its end"
            let refusal = Refusal.notYet(message, "run `workato-mirror sync`, then the same command again")
            try begin("\(next)-03T23:59:59.999Z")
            try await scene.refuses("close", month, with: refusal)
            try begin("\(next)-04T00:00:00.000Z")
            try scene.edit("UPDATE sync_scopes SET state = 'failed' WHERE resource = 'task_usage'")
            try await scene.refuses("close", month, with: refusal)
            try scene.edit("UPDATE sync_runs SET state = 'partial'")
            try scene.edit("UPDATE sync_scopes SET state = 'complete' WHERE resource = 'task_usage'")
            // A period that is shorter by a second ends before the run began.
            try begin("\(next)-03T23:59:59.000Z")
            try await scene.refuses("close", month, with: refusal)
            try await scene.billing("close", month, "--grace", "259199s")
            #expect(try scene.rows("SELECT month, grace_seconds FROM billing_months") == [[month, "259199"]])
        }
    }

    @Test("in the months' order, once, and none before the first; only a closed one is shown and exported") func order() async throws {
        try await Scene.playBilling { scene in
            let (first, between, month) = (PastMonth.ago(4), PastMonth.ago(3), PastMonth.ago(2))
            try await scene.billing("close", first)
            let before = try scene.contents("mirror.db")
            let order = "\(month): months close in order, and \(between) is still open"
            try await scene.refuses("close", month, with: .notYet(order, "run `workato-mirror billing close \(between)` first"))
            let again = "`workato-mirror billing show \(first)` shows it; what is learned later becomes a correction of the next close"
            for verb in ["close", "preview"] {
                let message = "\(first) is closed already, and a closed month never changes"
                try await scene.refuses(verb, first, with: .usage(message, again))
                let early = "\(PastMonth.ago(5)) is before \(first), the first month that was closed: it can never be closed"
                let hint = "what is learned about it is not billed; `workato-mirror query task-usage-by-month` shows its figures"
                try await scene.refuses(verb, PastMonth.ago(5), with: .usage(early, hint))
            }
            let open = Refusal.notYet("\(month) is not closed", "close it first: workato-mirror billing close \(month)")
            try await scene.refuses("show", month, with: open)
            try await scene.refuses("export", month, "--output", "out", with: open)
            #expect(try scene.contents("mirror.db") == before && !scene.exists("out"))
            // What the hint says.
            try await scene.billing("close", between)
            try await scene.billing("close", month)
            #expect(try scene.rows("SELECT month FROM billing_months ORDER BY 1") == [[first], [between], [month]])
        }
    }

    @Test("not if more of it is unexplained than is allowed (75); exactly as much is allowed") func unexplained() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            // No run looked at recipes in that month, so that nothing explains any of its tasks.
            let message = "\(month): 100.0 % of its tasks are not explained by the recipes' counters, and 99.999 % are allowed"
            let hint =
                "see of whom: workato-mirror query usage-reconciliation -p from=\(month) -p to=\(month) -p zone=UTC; "
                + "or allow more by --max-unexplained"
            try await scene.refuses("close", month, "--max-unexplained", "99.999", with: .notYet(message, hint))
            #expect(try scene.frozenRows(of: month) == 0)
            try await scene.billing("close", month, "--max-unexplained", "100")
            #expect(try scene.rows("SELECT month FROM billing_months") == [[month]])
        }
    }
}
