import Foundation
import Testing

@Suite("Questions about the past", .serialized)
struct ChangesUsageTests {
    /// A command line that is wrong, and a part of what is said of it.
    private static let wrong: [([String], String)] = [
        (["changes", "--run", "99"], "--run 99: there is no such published run"),
        (["changes", "--run", "May"], "--run May: not the number of a run"),
        (["changes", "--run", "1", "--since", "2024-01-01"], "--run, or --since"),
        (["changes", "--since", "soon"], "--since soon: neither a date"),
        (["changes", "--resource", "recipe"], "did you mean 'recipes'?"),
        (["changes", "--resource", "recipes", "--key", "abc"], "hint: write it as MANAGED_USER_ID/ID"),
        (["changes", "--key", "7//1"], "7//1: not a key"),
        (["changes", "--follow", "--run", "1"], "--follow"),
        (["changes", "--follow", "--output", "x.csv"], "--follow"),
        (["changes", "--follow", "--format", "json"], "table, csv, tsv or jsonl"),
        (["diff", "99"], "diff 99: there is no such published run"),
        (["diff", "2001-01-01"], "diff 2001-01-01: it is before the first run, which was run 1 at "),
        (["diff", "yesterday"], "it is before the first run, which was run 1 at "),
        (["query", "recipes-stopped", "--as-of", "yesterday"], ": it is before the first run, which was run 1 at "),
        (["query", "recipes-stopped", "--as-of", "2"], "--as-of 2: there is no such published run; the last one is run 1"),
        (["query", "recipes-stopped", "--as-of", "soon"], "--as-of soon: neither a run"),
        (["diff", "1", "--limit", "-1"], "--limit"),
        (["diff"], "from"),
        (["history", "recipies", "1"], "did you mean 'recipes'?"),
        (["history", "zzz", "1"], "hint: there are: managed_users, "),
        (["history", "recipes", "1"], "recipes 1: the mirror has never seen it"),
        (["history", "lookup_table_rows", "1"], "hint: write it as MANAGED_USER_ID/LOOKUP_TABLE_ID/ID"),
        (["history", "recipes", "{\"id\":\"x\"}"], "not a key of recipes"),
    ]

    @Test("that cannot be answered end with 64 and say what to write") func usage() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            for (line, message) in Self.wrong {
                let run = try await scene.start(line).finish()
                #expect(run.code == 64 && run.output.isEmpty, "\(line): \(run.code) \(run.text)")
                #expect(run.errors.contains(message), "\(line): \(run.errors)")
            }
        }
    }

    @Test("take latest and today for a run, and a key with the end of the line that it was read from") func spellings() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let customer = try await scene.start(["query", "--sql", "SELECT min(id) FROM managed_users"]).finish().text
            let key = String(try #require(customer.split(whereSeparator: \.isNewline).last)) + "\r"
            for line in [
                ["query", "customer-overview", "--as-of", "latest"], ["query", "customer-overview", "--as-of", "today"],
                ["diff", "latest", "today", "--counts"], ["history", "managed_users", key], ["changes", "--key", key],
            ] {
                let run = try await scene.start(line).finish()
                #expect(run.code == 0 && run.errors.isEmpty && !run.output.isEmpty, "\(line): \(run.code) \(run.text)")
            }
        }
    }

    @Test("about a file that is missing or never had a run end with 74") func noMirror() async throws {
        try await Scene.play { scene in
            for line in [["changes"], ["diff", "1"], ["history", "recipes", "1"], ["changes", "--follow"]] {
                let run = try await scene.start(line + ["--db", "missing.db"]).finish()
                #expect(run.code == 74 && run.errors.contains("\nhint: ") && !scene.exists("missing.db"), "\(line): \(run.errors)")
            }
        }
    }

    @Test("name the candidates when an id alone may be any of several") func ambiguous() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let names = "SELECT name, group_concat(managed_user_id || '/' || name, ', ') FROM (SELECT * FROM properties ORDER BY 1, 2)"
            let shared = try scene.rows("\(names) GROUP BY name HAVING count(*) BETWEEN 2 AND 9 ORDER BY 1")
            let (name, candidates) = try #require(shared.first.map { ($0[0], $0[1]) })
            let run = try await scene.mirror("history", "properties", name)
            #expect(run.code == 64 && run.errors.contains("hint: name one of: \(candidates)\n"), "\(run.errors)")
        }
    }

    @Test("have examples in their help that run", arguments: ["changes", "diff", "history"]) func examples(command: String) async throws {
        try await Scene.play { scene in
            let done = try await ChangesTests.twoRuns(scene)
            let help = try await scene.output(command, "--help")
            let lines = help.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                $0.hasPrefix("workato-mirror ")
            }
            #expect(lines.count > 2)
            for line in lines where !line.hasSuffix("--follow") {
                let own = line.replacing("1000001", with: "\(done.stopped.id)").replacing("10001", with: "\(done.customer.id)")
                let run = try await scene.shell(own)
                #expect(run.code == 0 && run.errors.isEmpty, "\(own): \(run.errors)")
            }
        }
    }
}
