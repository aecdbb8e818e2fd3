import Foundation
import Testing

@Suite("What changed", .serialized)
struct ChangesTests {
    @Test("is shown with names, old and new values, for a person and for a program") func changes() async throws {
        try await Scene.play { scene in
            let done = try await Self.twoRuns(scene)
            let text = try await scene.output("changes", "--format", "table")
            #expect(text.hasPrefix("run 2  ") && text.contains("\n  Renamed, \"Inc.\" (\(done.customer.id))\n"), "\(text)")
            #expect(text.contains("    − recipe \(done.deleted.id) \"\(done.deleted.name)\"\n"), "\(text)")
            #expect(text.contains("      recipe \(done.stopped.id) \"\(done.stopped.name)\"") && text.contains("running: true → false"))
            #expect(text.contains("name: \"\(done.customer.name)\" → \"Renamed, \"Inc.\"\"") && !text.contains("\u{1B}"), "\(text)")
            let narrow = try await scene.mirror("changes", "--format", "table", environment: ["COLUMNS": "80"])
            #expect(narrow.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(narrow.text)")
            let piped = try await scene.output("changes")
            let view = try await scene.query(["--sql", "SELECT * FROM changes WHERE run_id = 2"])
            #expect(Self.lines(piped) == Self.lines(String(decoding: view, as: UTF8.self)))
        }
    }

    @Test("follows runs, tables, customers and keys") func filters() async throws {
        try await Scene.play { scene in
            let done = try await Self.twoRuns(scene)
            let (customer, recipe) = (done.customer.id, done.stopped.id)
            func runs(_ flags: String...) async throws -> [String] {
                let run = try await scene.start(["changes", "--format", "tsv"] + flags).finish()
                #expect(run.code == 0, "\(run.errors)")
                return run.text.split(separator: "\n").dropFirst().map { "\($0.prefix(1))" }
            }
            func count(_ condition: String) throws -> Int {
                Int(try scene.rows("SELECT count(*) FROM changes WHERE \(condition)")[0][0]) ?? -1
            }
            #expect(try await runs("--run", "1").count == count("run_id = 1"))
            #expect(
                try await runs("--run", "latest", "--managed-user", "\(customer)").count
                    == count("run_id = 2 AND managed_user_id = \(customer)"))
            #expect(try await runs("--since", "yesterday", "--resource", "recipes").count == count("resource = 'recipes'"))
            #expect(try await runs("--until", "2001-01-01") == [])
            for key in ["\(recipe)", "\(customer)/\(recipe)", #"{"managed_user_id":\#(customer),"id":\#(recipe)}"#] {
                #expect(try await runs("--resource", "recipes", "--key", key) == ["1", "2"], "\(key)")
            }
            let json = try await scene.output("changes", "--resource", "recipes", "--format", "jsonl")
            let changes = try json.split(separator: "\n").map { try JSONDecoder.ofTheAPI.decode(Change.self, from: Data($0.utf8)) }
            let stopped = try #require(changes.first { $0.key.id == recipe })
            #expect(stopped.op == "update" && stopped.columns.contains("running"))
            #expect(stopped.before?.running == 1 && stopped.after?.running == 0)
            #expect(changes.first { $0.key.id == done.deleted.id }?.after == nil)
        }
    }

    private struct Change: Decodable {
        let op: String, columns: [String], key: Object, before: Object?, after: Object?
        struct Object: Decodable { let id: Int64, running: Int? }
    }

    @Test("is shown run by run as it is published, until an interruption, which is no failure") func follow() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let follower = try scene.start(["changes", "--follow", "--resource", "recipes", "--format", "table", "--since", "today"])
            try await wait(until: "the first run is shown", by: follower) { try follower.outputSoFar().contains("run 1  ") }
            let done = try await scene.change()
            try await scene.sync()
            try await wait(until: "the second run is shown") {
                guard follower.isRunning else { throw InVain(what: "following has ended") }
                return try follower.outputSoFar().contains("\nrun 2  ")
            }
            follower.send(signal: SIGINT)
            let end = try await follower.finish()
            #expect(end.code == 0 && end.errors.isEmpty, "\(end.code) \(end.errors)")
            #expect(end.text.contains("recipe \(done.stopped.id)") && end.text.contains("running: true → false"), "\(end.text)")
        }
    }

    @Test("between two runs is counted, then listed, and reversed on the way back") func diff() async throws {
        try await Scene.play { scene in
            let done = try await Self.twoRuns(scene)
            let text = try await scene.output("diff", "1", "--format", "table", "--resource", "recipes")
            #expect(text.hasPrefix("run 1  ") && text.contains("→  run 2  ") && text.contains("\nrecipes "), "\(text)")
            #expect(text.contains("− recipe \(done.deleted.id) ") && text.contains("running: true → false"), "\(text)")
            let back = try await scene.output("diff", "2", "1", "--format", "table", "--resource", "recipes")
            #expect(back.contains("+ recipe \(done.deleted.id) ") && back.contains("running: false → true"), "\(back)")
            let cut = try await scene.output("diff", "1", "--format", "table", "--limit", "1")
            #expect(cut.contains("… and ") && cut.contains(" more: --limit 0 shows all\n"), "\(cut)")
            let counts = try await scene.output("diff", "1", "--counts", "--resource", "recipes")
            let updated = try scene.rows("SELECT count(*) FROM changes WHERE run_id = 2 AND resource = 'recipes' AND op = 'update'")[0][0]
            #expect(counts == "resource,inserted,updated,deleted\r\nrecipes,0,\(updated),1\r\n")
            #expect(try await Self.lines(scene.output("diff", "1")).count == scene.rows("SELECT 1 FROM changes WHERE run_id = 2").count + 1)
            #expect(try await scene.output("diff", "2", "2", "--format", "table").hasSuffix("\nno differences\n"))
        }
    }

    @Test("of one object is its life") func history() async throws {
        try await Scene.play { scene in
            let done = try await Self.twoRuns(scene)
            let text = try await scene.output("history", "recipes", "\(done.stopped.id)", "--format", "table")
            let lines = text.split(separator: "\n")
            #expect(lines[0] == "recipe \(done.stopped.id) \"\(done.stopped.name)\" of Renamed, \"Inc.\" (\(done.customer.id))", "\(text)")
            #expect(lines[1].hasPrefix("  run 1  ") && lines[1].hasSuffix("  + seen") && lines[2].hasPrefix("  run 2  "), "\(text)")
            #expect(text.contains("running: true → false"))
            let gone = try await scene.output(
                "history", "recipes", "\(done.customer.id)/\(done.deleted.id)", "--format", "table", "--measures")
            #expect(gone.contains("  − gone\n") && gone.contains("− recipe activity gone with what it belongs to"), "\(gone)")
            let csv = try await scene.output("history", "recipes", "\(done.deleted.id)")
            #expect(csv.contains(",2,") && csv.hasSuffix(",delete\r\n"), "\(csv)")
        }
    }

    static func twoRuns(_ scene: Scene) async throws -> Scene.Changes {
        try await scene.sync()
        let done = try await scene.change()
        try await scene.sync()
        return done
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\r\n").map(String.init).sorted() }
}

extension Scene {
    /// What a command writes into a pipe.
    func output(_ arguments: String...) async throws -> String {
        let run = try await start(arguments).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        return run.text
    }
}
