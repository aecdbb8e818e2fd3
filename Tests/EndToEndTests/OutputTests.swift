import Foundation
import Testing

@Suite("Output", .serialized)
struct OutputTests {
    @Test("into a pipe is CSV with CRLF, without escapes; data on stdout, all else on stderr") func csv() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            let run = try await scene.mirror("query", "changes-in-run")
            #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
            let lines = run.text.components(separatedBy: "\r\n")
            #expect(lines.first == "resource,op,managed_user_id,customer,key,summary" && lines.last == "")
            #expect(run.text.contains("\"Renamed, \"\"Inc.\"\"\""), "a field with quotes and a comma is quoted")
            #expect(!run.text.replacing("\r\n", with: "").contains("\r"))
        }
    }

    @Test("as json is one array of objects, as jsonl an object a line, with the values of the csv") func json() async throws {
        struct Recipe: Decodable, Equatable { let id: Int64, name: String?, stoppedAt: String? }
        try await Scene.play { scene in
            try await scene.sync()
            let sql = ["--sql", "SELECT id, name, stopped_at FROM recipes ORDER BY id"]
            let array = try JSONDecoder.ofTheAPI.decode([Recipe].self, from: await scene.query(sql + ["--format", "json"]))
            let lines = try await scene.query(sql + ["--format", "jsonl"]).split(separator: UInt8(ascii: "\n"))
            #expect(try lines.map { try JSONDecoder.ofTheAPI.decode(Recipe.self, from: $0) } == array)
            #expect(array.map { ["\($0.id)", $0.name ?? "NULL", $0.stoppedAt ?? "NULL"] } == (try scene.rows(sql[1])) && !array.isEmpty)
        }
    }

    @Test("has no escape bytes when nobody watches, in any format, with NO_COLOR and without", arguments: [nil, "1"])
    func noEscapes(noColor: String?) async throws {
        try await Scene.play { scene in
            let sync = try await scene.mirror("sync", environment: ["NO_COLOR": noColor])
            #expect(sync.code == 0 && !sync.everything.contains("\u{1B}") && !sync.everything.contains("\r"))
            for format in ["table", "csv", "tsv", "json", "jsonl", "markdown"] {
                let run = try await scene.mirror("query", "sync-health", "--format", format, environment: ["NO_COLOR": noColor])
                #expect(run.code == 0 && !run.output.isEmpty && !run.everything.contains("\u{1B}"), "\(format)")
            }
        }
    }

    @Test("to a file is private, replaces what was there as a whole, and has the bytes of the pipe") func file() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let old = scene.folder.appending(path: "health.json")
            try Data("old".utf8).write(to: old)
            let failed = try await scene.mirror("query", "--sql", "SELECT nothing FROM nowhere", "--output", "health.json")
            #expect(failed.code == 64)
            #expect(try Data(contentsOf: old) == Data("old".utf8))
            let run = try await scene.mirror("query", "sync-health", "--output", "health.json")
            #expect(run.code == 0 && run.output.isEmpty, "\(run.errors)")
            #expect(try await Data(contentsOf: old) == scene.query(["sync-health", "--format", "json"]))
            #expect(try scene.mode("health.json") == 0o600)
            let files = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
            #expect(!files.contains { $0.hasSuffix(".tmp") }, "\(files)")
        }
    }

    @Test("is never the mirror itself") func mirrorItself() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let run = try await scene.mirror("query", "sync-health", "--format", "csv", "--output", "./mirror.db")
            #expect(run.code == 64, "\(run.errors)")
            #expect(try scene.rows("SELECT count(*) FROM sync_runs") == [["1"]])
        }
    }

    @Test("may be cut short by its reader, which is no failure") func closedPipe() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let many = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n"
            let line = "{ workato-mirror query --sql '\(many)'; echo $? >code; } | head -n 1"
            let run = try await scene.shell(line)
            #expect(run.code == 0 && run.text == "i\r\n" && run.errors.isEmpty, "\(run.errors)")
            #expect(try String(contentsOf: scene.folder.appending(path: "code"), encoding: .utf8) == "0\n")
        }
    }
}
