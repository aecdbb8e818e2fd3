import Foundation
import GRDB
import Testing

@Suite("Billing and a mirror that is older, empty or missing", .serialized)
struct BillingOlderFileTests {
    private static func commands(_ month: String) -> [[String]] {
        [["list"], ["preview", month], ["close", month], ["show", month], ["export", month, "--output", "out"]]
    }

    /// Makes a file as version 0016 of the schema was, with three runs in March 2024.
    private func makeOlder(_ scene: Scene, rows: Bool = true) throws {
        let queue = try DatabaseQueue(path: scene.path("older.db"))
        try queue.write { db in
            for name in ["schema-0016"] + (rows ? ["rows-0016"] : []) {
                try db.execute(sql: Repository.text("Tests/StoreTests/OlderFile/\(name).sql"))
            }
            guard rows else { return }
            try db.execute(sql: "INSERT INTO task_usage VALUES (7, '2024-01', 12, NULL, 1)")
            try db.execute(sql: "INSERT INTO sync_scopes VALUES (3, 'task_usage', '', 1, 1, 1, 1, 'complete', NULL)")
        }
        try queue.close()
    }

    @Test("an older file is read as it is, and nothing of it is closed") func read() async throws {
        try await Scene.play { scene in
            try makeOlder(scene)
            let before = try Data(contentsOf: scene.folder.appending(path: "older.db"))
            let list = try await scene.billing("--format", "csv", db: "older.db").text
            #expect(list.contains("\r\n2024-01,closable,1,12,0,0,0,0,,,\r\n"), "\(list)")
            let preview = try await scene.billing("preview", "2024-01", "--format", "csv", db: "older.db").text
            #expect(preview.hasSuffix("\r\n2024-01,2024-01,7,,Acme,,tasks,usage,12,,\r\n"), "\(preview)")
            let open = Refusal.notYet("2024-01 is not closed", "close it first: workato-mirror billing close 2024-01")
            try await scene.refuses("show", "2024-01", db: "older.db", with: open)
            try await scene.refuses("export", "2024-01", "--output", "out", db: "older.db", with: open)
            #expect(try Data(contentsOf: scene.folder.appending(path: "older.db")) == before && !scene.exists("out"))
        }
    }

    @Test("an older file is brought up to date by a close; a month without a figure and a run is closed before one with a run")
    func close() async throws {
        try await Scene.play { scene in
            try makeOlder(scene)
            try await scene.billing("close", "2024-01", db: "older.db")
            // In February nothing was seen, in March only runs: February comes next, or no later month could ever be closed.
            let list = try await scene.billing("--format", "csv", db: "older.db").text
            #expect(list.contains("\r\n2024-02,closable,0,0,"), "\(list)")
            let order = "2024-03: months close in order, and 2024-02 is still open"
            let next = Refusal.notYet(order, "run `workato-mirror billing close 2024-02` first")
            try await scene.refuses("close", "2024-03", db: "older.db", with: next)
            try await scene.billing("close", "2024-02", db: "older.db")
            try await scene.billing("export", "2024-01", "--output", "out", db: "older.db")
            #expect(try scene.exported("out").count == 9)
            let lines = try scene.rows("SELECT month, managed_user_id, quantity, is_reported FROM billing_lines ORDER BY 1", in: "older.db")
            #expect(lines == [["2024-01", "7", "12", "1"], ["2024-02", "7", "0", "0"]])
        }
    }

    @Test("a file that is missing is not made (74)") func missing() async throws {
        try await Scene.play { scene in
            let hint = "run `workato-mirror sync` first, or name the file with --db"
            for command in Self.commands("2024-01") {
                let run = try await scene.start(["billing"] + command + ["--db", "none.db"]).finish()
                #expect(run.code == 74 && run.output.isEmpty, "\(command)")
                #expect(run.errors == "workato-mirror: none.db: there is no such mirror\nhint: \(hint)\n", "\(command)")
            }
            #expect(!scene.exists("none.db") && !scene.exists("none.db.lock") && !scene.exists("out"))
        }
    }

    @Test("a file without a run has no month yet (75)") func withoutRun() async throws {
        try await Scene.play { scene in
            try makeOlder(scene, rows: false)
            let hint = "run `workato-mirror sync` first; if it was run, `workato-mirror status` says how it went"
            for command in Self.commands("2024-01") {
                let run = try await scene.start(["billing"] + command + ["--db", "older.db"]).finish()
                #expect(run.code == 75 && run.output.isEmpty, "\(command)")
                #expect(run.errors == "workato-mirror: older.db: no run has been published yet\nhint: \(hint)\n", "\(command)")
            }
        }
    }
}
