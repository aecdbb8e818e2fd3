import Foundation
import Testing

/// Validators that others wrote, where they are: named in a variable, or on the path.
enum Validator {
    static let frictionless = program("frictionless", variable: "WORKATO_TEST_FRICTIONLESS")
    static let focus = program("focus-validator", variable: "FOCUS_VALIDATOR")

    private static func program(_ name: String, variable: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment[variable], !named.isEmpty { return named }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

@Suite("A billing export is valid by tools that others wrote", .serialized)
struct BillingValidatorTests {
    private let plain = PastMonth.ago(4), priced = PastMonth.ago(3), corrected = PastMonth.ago(2)

    /// What frictionless reports.
    private struct Report: Decodable {
        struct Task: Decodable {
            struct Stats: Decodable { let rows: Int?, bytes: Int, sha256: String }
            struct Fault: Decodable { let message: String }
            let place: String, valid: Bool, warnings: [String], errors: [Fault], stats: Stats
        }
        let valid: Bool, warnings: [String], errors: [Task.Fault], tasks: [Task]
    }

    /// Three closed months: the first without prices, the second with them, the third with prices and corrections of both. Runs of that time
    /// let recipes grow in it.
    ///
    /// - Parameter inASCII: whether the customers get other names: FOCUS's validator takes one with any other letter for none.
    private func close(_ scene: Scene, inASCII: Bool = false) async throws {
        try await scene.letPass(days: 1)
        try await scene.sync()
        try await scene.letPass(days: 1)
        try await scene.sync()
        for (run, day) in [(1, "10"), (2, "20")] {
            let times = "started_at = '\(corrected)-\(day)T08:00:00.000Z', finished_at = '\(corrected)-\(day)T08:01:00.000Z'"
            try scene.edit("UPDATE sync_runs SET \(times) WHERE id = \(run)")
        }
        if inASCII { try scene.edit("UPDATE managed_users SET name = 'Customer ' || id, external_id = 'A' || id") }
        // A customer without tasks, one whose tasks end with a tier, and others who reach the next one.
        for month in [plain, priced, corrected] { try scene.giveFigures(month, tasks: 1001) }
        func customer(_ place: Int) -> String { "(SELECT id FROM managed_users ORDER BY id LIMIT 1 OFFSET \(place))" }
        try scene.edit("UPDATE task_usage SET task_count = 0 WHERE managed_user_id = \(customer(0))")
        try scene.edit("UPDATE task_usage SET task_count = 1000 WHERE managed_user_id = \(customer(1))")
        try scene.edit("UPDATE task_usage SET task_count = 123456789 WHERE managed_user_id = \(customer(2))")
        try await scene.billing("close", plain)
        try await scene.billing("close", priced, "--prices", "prices.csv", "--time-zone", "America/Los_Angeles")
        for month in [plain, priced] { try scene.correct(month) }
        try await scene.billing("close", corrected, "--prices", "prices.csv")
        for month in [plain, priced, corrected] { try await scene.billing("export", month, "--output", month) }
    }

    @Test(
        "frictionless finds nothing to fault or to warn of, with and without prices, with corrections",
        .enabled(if: Validator.frictionless != nil, "no frictionless on the path"))
    func frictionless() async throws {
        let program = try #require(Validator.frictionless)
        try await Scene.playBilling(["--customers", "12"]) { scene in
            try await close(scene)
            for (month, tables) in [(plain, 5), (priced, 6), (corrected, 6)] {
                let run = try await scene.shell("cd \(month) && '\(program)' validate datapackage.json --json")
                let report = try JSONDecoder().decode(Report.self, from: run.output)
                let files = try scene.exported(month)
                #expect(run.code == 0 && report.valid && report.warnings.isEmpty && report.errors.isEmpty, "\(run.everything)")
                // Every file but the two that are made from the package itself.
                #expect(Set(report.tasks.map(\.place)) == Set(files.keys).subtracting(["datapackage.json", "manifest.json", "SHA256SUMS"]))
                #expect(report.tasks.count { $0.place.hasSuffix(".csv") } == tables)
                for task in report.tasks {
                    #expect(task.valid && task.warnings.isEmpty && task.errors.isEmpty, "\(month) \(task)")
                    #expect(task.stats.bytes == files[task.place]?.count)
                }
                let rows = report.tasks.filter { ($0.stats.rows ?? 0) > 0 }.map(\.place)
                #expect(rows.contains("statement.csv") && rows.contains("customers.csv") && rows.contains("totals.csv"))
                if month == corrected { #expect(rows.contains("by-recipe.csv")) }
            }
        }
    }

    @Test(
        "frictionless finds a byte that was changed, so that it does look",
        .enabled(if: Validator.frictionless != nil, "no frictionless on the path"))
    func frictionlessLooks() async throws {
        let program = try #require(Validator.frictionless)
        try await Scene.playBilling { scene in
            try await scene.billing("close", priced, "--prices", "prices.csv")
            try await scene.billing("export", priced, "--output", "out")
            let edit = "sed -i 's/,usage,/,Usage,/' out/statement.csv"
            let run = try await scene.shell("\(edit) && cd out && '\(program)' validate datapackage.json --json")
            #expect(run.code == 1 && run.text.contains("hash-count"), "\(run.everything)")
        }
    }

    @Test(
        "FOCUS's validator fails no rule of focus.csv",
        .enabled(if: Validator.focus != nil, "no focus-validator in FOCUS_VALIDATOR or on the path"))
    func focus() async throws {
        let variables = [
            "FOCUS_VALIDATOR": try #require(Validator.focus),
            // Its model of FOCUS 1.2 says of an empty InvoiceId, in two rules, that it must be null and that it must not be.
            "FOCUS_ALLOW": "InvoiceId-C-005-C",
        ]
        let script = Repository.root.appending(path: "scripts/check-focus.sh").path
        try await Scene.playBilling(["--customers", "12"]) { scene in
            try await close(scene, inASCII: true)
            for month in [priced, corrected] {
                let text = String(decoding: try scene.exported(month)["focus.csv"] ?? Data(), as: UTF8.self)
                #expect(text.contains(",Correction,") == (month == corrected) && text.contains("tier above 1000 to no end"))
                let run = try await scene.shell("'\(script)' \(month)/focus.csv", variables)
                #expect(run.code == 0 && run.text.hasPrefix("passed="), "\(month): \(run.everything)")
                #expect(run.text.contains(" failed=0 allowed=1 "), "\(run.text)")
                print("focus-validator, \(month == corrected ? "with" : "without") corrections: \(run.text)")
            }
        }
    }
}
