import Foundation
import Testing

@Suite("A closed month that somebody has changed in the file", .serialized)
struct BillingChangedTests {
    /// What a person with the sqlite3 shell can do, with the triggers out of the way.
    private static let changes = [
        "UPDATE billing_lines SET quantity = quantity + 1 WHERE managed_user_id = (SELECT min(managed_user_id) FROM billing_lines)",
        "DELETE FROM billing_lines WHERE managed_user_id = (SELECT max(managed_user_id) FROM billing_lines)",
        "UPDATE billing_months SET task_count = 1", "UPDATE billing_months SET time_zone = 'Europe/Berlin'",
        "UPDATE billing_prices SET unit_price = '9' WHERE position = 1", "UPDATE billing_checks SET message = ''",
        "UPDATE billing_files SET bytes = x'00' WHERE name = 'statement.csv'", "DROP TABLE billing_prices",
    ]

    @Test("is not shown, not exported, and no ground for the next close (74)") func noticed() async throws {
        try await Scene.playBilling { scene in
            let (month, next) = (PastMonth.ago(3), PastMonth.ago(2))
            try await scene.billing("close", month, "--prices", "prices.csv")
            let file = try Data(contentsOf: scene.folder.appending(path: "mirror.db"))
            let message = "\(month): somebody has changed the closed month in the file: it does not have the digest of its close"
            let refusal = Refusal.file(message, "restore a copy of the mirror from before the change")
            for change in Self.changes {
                try file.write(to: scene.folder.appending(path: "mirror.db"))
                try scene.edit(Self.dropTriggers + change)
                try await scene.refuses("show", month, with: refusal)
                try await scene.refuses("export", month, "--output", "out", with: refusal)
                try await scene.refuses("preview", next, with: refusal)
                try await scene.refuses("close", next, with: refusal)
                #expect(try scene.rows("SELECT count(*) FROM billing_months") == [["1"]], "\(change)")
            }
            try file.write(to: scene.folder.appending(path: "mirror.db"))
            try await scene.billing("show", month)
            try await scene.billing("close", next)
        }
    }

    private static let dropTriggers = ["months", "lines", "prices", "checks", "files"].map { table in
        "DROP TRIGGER billing_\(table)_update; DROP TRIGGER billing_\(table)_delete; "
    }.joined()
}
