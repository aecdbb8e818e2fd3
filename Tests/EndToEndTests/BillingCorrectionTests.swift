import Foundation
import Testing

@Suite("A correction", .serialized)
struct BillingCorrectionTests {
    /// The list of the corrected month is frozen: nobody could put it right any more.
    @Test("above the last tier of a frozen list has no amount, and keeps no month from closing; others have a row in focus.csv")
    func beyondTiers() async throws {
        try await Scene.playBilling { scene in
            let (month, next) = (PastMonth.ago(3), PastMonth.ago(2))
            try scene.giveFigures(month, tasks: 4000)
            let header = "plan_id,managed_user_id,tier_from,tier_to,unit_price,currency,mode"
            try scene.write("\(header)\n*,,0,5000,0.5,EUR,graduated\n", to: "end.csv")
            try await scene.billing("close", month, "--prices", "end.csv")
            let customers = try scene.rows("SELECT id FROM managed_users ORDER BY id").map { $0[0] }
            try scene.edit("UPDATE task_usage SET task_count = 5001 WHERE month = '\(month)' AND managed_user_id = \(customers[0])")
            try scene.edit("UPDATE task_usage SET task_count = 4100 WHERE month = '\(month)' AND managed_user_id = \(customers[1])")
            // Not priced itself: the corrections are.
            let closed = try await scene.billing("close", next)
            let told = closed.text.replacing(/\n */, with: " ")
            #expect(told.contains("unpriced-corrections: 1 correction without an amount"), "\(told)")
            try await scene.billing("export", next, "--output", "out")
            let lines = String(decoding: try #require(try scene.exported("out")["statement.csv"]), as: UTF8.self)
                .components(separatedBy: "\r\n").filter { $0.contains(",correction,") }
            #expect(lines.map { String($0.split(separator: "correction,")[1]) } == ["1001,,", "100,50.00,EUR"])
            let focus = String(decoding: try #require(try scene.exported("out")["focus.csv"]), as: UTF8.self)
            #expect(focus.components(separatedBy: "\r\n").count == 3 && focus.contains("\r\n50.00,managed_user:\(customers[1]),"))
        }
    }

    @Test("of figures whose sum is too large for the file is an error, and no crash (74)") func tooMany() async throws {
        try await Scene.playBilling { scene in
            let month = PastMonth.ago(2)
            try scene.giveFigures(month, tasks: .max)
            let message = "\(month): the sum of its tasks is larger than any number that the file can hold"
            let hint = "see whose they are: workato-mirror query task-usage-by-month -p from=\(month) -p to=\(month)"
            for verb in ["preview", "close"] { try await scene.refuses(verb, month, with: .file(message, hint)) }
        }
    }
}
