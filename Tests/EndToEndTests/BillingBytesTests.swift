import Foundation
import Testing

@Suite("Billing exports the same bytes", .serialized)
struct BillingBytesTests {
    private static let environments: [[String: String]] = [
        ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "40"],
        ["TZ": "America/Los_Angeles", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8", "COLUMNS": "400"],
        ["TZ": "", "LANG": "C", "LC_ALL": "C", "NO_COLOR": "1", "HOME": "/nowhere"],
    ]

    private let first = PastMonth.ago(3), month = PastMonth.ago(2)

    /// Closes two months, the second with prices and with corrections of the first.
    private func close(_ scene: Scene) async throws {
        try scene.settings("billing:\n  issuer: Acme\n  address:\n    - Street 1\n  note: Thank you.\n")
        try await scene.billing("close", first, "--prices", "prices.csv", "--time-zone", "America/Los_Angeles")
        try scene.correct(first)
        try await scene.billing("close", month, "--prices", "prices.csv")
    }

    /// Exports both months with these variables, from another folder, and compares them with the first exports.
    private func expectSame(_ scene: Scene, after what: String, _ variables: [String: String] = [:]) async throws {
        let folder = "elsewhere-\(UUID().uuidString)"
        for (month, reference) in [(first, "first"), (month, "second")] {
            let export = "workato-mirror billing export \(month) --db ../mirror.db --output \(reference)"
            let run = try await scene.shell("mkdir -p \(folder) && cd \(folder) && \(export)", variables)
            #expect(run.code == 0, "\(run.errors)")
            #expect(try scene.exported("\(folder)/\(reference)") == scene.exported(reference), "\(what) \(variables)")
            let shown = try await scene.shell("workato-mirror billing show \(month) --format csv", variables)
            #expect(try shown.output == scene.exported(reference)["statement.csv"], "\(what) \(variables)")
        }
    }

    @Test("whatever the variables, the folder, the settings, and what is synced and closed later") func same() async throws {
        try await Scene.playBilling { scene in
            try await close(scene)
            try await scene.billing("export", first, "--output", "first")
            try await scene.billing("export", month, "--output", "second")
            let statement = String(decoding: try scene.exported("second")["statement.csv"] ?? Data(), as: UTF8.self)
            #expect(statement.contains(",correction,") && statement.contains(",EUR\r\n"))
            let page = String(decoding: try scene.exported("second")["statement.html"] ?? Data(), as: UTF8.self)
            #expect(page.contains("Acme") && page.contains("Street 1") && page.contains("Thank you."))
            for variables in Self.environments { try await expectSame(scene, after: "variables", variables) }
            try scene.settings("billing:\n  issuer: Another\n  time_zone: Asia/Tokyo\n  grace: 10d\n")
            try await expectSame(scene, after: "other settings")
            try await scene.letPass(days: 1)
            _ = try await scene.change()
            try await scene.sync()
            try await expectSame(scene, after: "a sync")
            try scene.correct(month)
            try await scene.billing("close", PastMonth.ago(1), "--grace", "0s", "--time-zone", "Asia/Tokyo")
            #expect(try scene.rows("SELECT count(*) FROM billing_adjustments WHERE month = '\(PastMonth.ago(1))'") != [["0"]])
            try await expectSame(scene, after: "a later close", Self.environments[0])
            _ = try scene.changing("VACUUM", in: "mirror.db")
            try await expectSame(scene, after: "a vacuum")
        }
    }
}
