import Foundation
import Testing

@Suite("As of a past run")
struct AsOfTests {
    private static let reports: [[String]] = [
        ["task-usage-by-month", "-p", "from=2024-01", "-p", "to=2024-06"],
        ["task-usage-by-customer", "-p", "from=2024-01", "-p", "to=2024-05"],
        ["changes-in-run", "-p", "run=1", "-p", "measures=yes"],
        ["connections-broken"],
        ["recipes-stopped"],
        ["sync-health"],
        ["top-recipes-by-tasks"],
        ["recipe-tasks-by-day", "-p", "to=+1 day"],
        ["usage-reconciliation", "-p", "from=2024-05", "-p", "to=2024-06"],
        ["customer-overview"],
        ["--sql", "SELECT * FROM lookup_table_rows ORDER BY 1, 2, 3"],
    ]

    @Test("every report gives byte for byte what it gave then") func sameBytes() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let then = try await all(scene, asOf: [])
            _ = try await scene.change()
            try await scene.letPass(days: 3)
            try await scene.sync()
            let now = try await all(scene, asOf: [])
            let past = try await all(scene, asOf: ["--as-of", "1"])
            for (index, report) in Self.reports.enumerated() {
                #expect(past[index] == then[index], "\(report.joined(separator: " "))")
                if report[0] != "changes-in-run" {
                    #expect(now[index] != then[index], "\(report.joined(separator: " ")) shows nothing of the changes")
                }
            }
        }
    }

    private func all(_ scene: Scene, asOf: [String]) async throws -> [Data] {
        var outputs: [Data] = []
        for report in Self.reports { outputs.append(try await scene.query(report + asOf)) }
        return outputs
    }

    @Test("a time and a date name the last run before them") func moments() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.sync()
            let runs = ["--sql", "SELECT max(id) AS run FROM sync_runs"]
            let finished = try scene.rows("SELECT finished_at FROM sync_runs ORDER BY id").map { $0[0] }
            #expect(try await scene.query(runs + ["--as-of", finished[0]]) == Data("run\r\n1\r\n".utf8))
            #expect(try await scene.query(runs + ["--as-of", String(finished[1].prefix(10))]) == Data("run\r\n2\r\n".utf8))
            let before = try await scene.mirror("query", "sync-health", "--as-of", "2001-01-01")
            #expect(before.code == 64 && before.errors.contains("hint: "), "\(before.errors)")
        }
    }

    @Test("what is of now is refused, however it is spelled") func ofNow() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            _ = try scene.changing("CREATE VIEW mine AS SELECT count(*) AS n FROM recipes", in: "mirror.db")
            for sql in [
                "SELECT count(*) FROM main.recipes", "SELECT count(*) FROM \"MAIN\".[recipes]", "SELECT n FROM main.mine",
                "WITH changes AS (SELECT * FROM main.changes) SELECT count(*) FROM changes", "SELECT max(id) FROM main.sync_runs",
                "SELECT count(*) FROM main.recipes_history",
            ] {
                let run = try await scene.mirror("query", "--sql", sql, "--as-of", "1")
                #expect(run.code == 64 && run.output.isEmpty && run.errors.contains("\nhint: leave `main.` away"), "\(sql): \(run.errors)")
                #expect(try await scene.mirror("query", "--sql", sql).code == 0, "\(sql)")
            }
            let then = try scene.rows("SELECT records FROM sync_scopes WHERE resource = 'recipes' AND run = 1").compactMap { Int($0[0]) }
            let seen = try await scene.query(["--sql", "SELECT n FROM mine", "--as-of", "1"])
            #expect(seen == Data("n\r\n\(then.reduce(0, +))\r\n".utf8))
        }
    }
}
