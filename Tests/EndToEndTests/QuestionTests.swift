import Foundation
import Testing

@Suite("Questions as people ask them", .serialized)
struct QuestionTests {
    @Test("changes: usage is a line, tables can be left out, and a week begins on Monday") func changes() async throws {
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.letPass(days: 1)
            try await scene.sync()
            let figures = try scene.rows(
                "SELECT count(*) FROM changes WHERE run_id = 2 AND resource = 'task_usage' AND op = 'update' AND after ->> 'task_count' > before ->> 'task_count'"
            )
            let count = figures[0][0]
            try #require(count != "0")
            let text = try await scene.output("changes", "--format", "table")
            #expect(
                text.contains("\n  usage: \(count) figure") && text.contains("--resource task_usage") && !text.contains("task usage 20"),
                "\(text)")
            #expect(try await scene.output("changes", "--format", "table", "--resource", "task_usage").contains("task usage 20"))
            let diff = try await scene.output("diff", "1", "--format", "table", "--limit", "0")
            #expect(diff.contains("usage: \(count) figure") && !diff.contains("task usage 20") && !diff.contains("more:"), "\(diff)")
            // Data lack nothing unless they are asked to.
            let rows = try await scene.output("changes", "--format", "jsonl").split(separator: "\n").count
            #expect(try "\(rows)" == scene.rows("SELECT count(*) FROM changes WHERE run_id = 2")[0][0])
            let without = try await scene.output("changes", "--exclude", "task_usage,recipe_activity", "--exclude", "members").components(
                separatedBy: "\r\n")
            #expect(without.count > 3 && !without.contains { $0.contains("task_usage") || $0.contains("recipe_activity") })
            #expect(try await !scene.output("diff", "1", "--counts", "--exclude", "task_usage").contains("task_usage"))
            #expect(
                try await scene.output("changes", "--since", "monday", "--format", "csv")
                    == scene.output("changes", "--since", "Monday", "--until", "today", "--format", "csv"))
            for (flags, hint) in [
                (["--exclude", "recipe"], "did you mean 'recipes'?"), (["--since", "mondey"], "did you mean 'monday'?"),
                (["--exclude", "recipes", "--resource", "members"], "--resource or --exclude"),
                (["--exclude", "recipes,"], "--exclude takes names"),
            ] {
                let run = try await scene.start(["changes"] + flags).finish()
                #expect(run.code == 64 && run.output.isEmpty && run.errors.contains(hint), "\(flags): \(run.errors)")
            }
            let unknown = try await scene.mirror("changes", "--managed-user", "1", "--format", "table")
            #expect(
                unknown.code == 0
                    && unknown.errors == "workato-mirror: warning: --managed-user: the mirror has never seen such a customer\n")
        }
    }

    @Test("query: a file's fault has its line, stdin's too; a type says what a value is; an empty answer says why") func query()
        async throws
    {
        try await Scene.play { scene in
            try await scene.sync()
            try Data("-- mine\n\nSELECT name,\n  runing\nFROM recipes\n".utf8).write(to: scene.folder.appending(path: "mine.sql"))
            let expected = "workato-mirror: mine.sql:4: SQL: no such column: runing\nhint: did you mean 'running'?\n"
            let file = try await scene.mirror("query", "--file", "mine.sql")
            let stdin = try await scene.shell("workato-mirror query - <mine.sql")
            #expect(
                file.code == 64 && file.errors == expected && stdin.code == 64
                    && stdin.errors == expected.replacing("mine.sql", with: "stdin"))
            for (line, message) in [
                (": >mine.sql; workato-mirror query --file mine.sql", "mine.sql:1: there is no statement to run"),
                ("printf 'SELECT 1;\\n\\nSELECT 2' | workato-mirror query -", "stdin:3: a query is one statement"),
            ] {
                let run = try await scene.shell(line)
                #expect(run.code == 64 && run.errors.hasPrefix("workato-mirror: \(message)"), "\(run.errors)")
            }
            let sql = "SELECT count(*) > 0 AS any FROM task_usage WHERE substr(month, 1, 2) = :y"
            #expect(try await scene.output("query", "--sql", sql, "-p", "y:text=20") == "any\r\n1\r\n")
            for given in ["y:txt=20", "y:integer=x", ":text=1", "y"] {
                #expect(try await scene.mirror("query", "--sql", sql, "-p", given).code == 64, "\(given)")
            }
            let empty = try await scene.mirror(
                "query", "task-usage-by-month", "-p", "managed_user=1", "-p", "from=2024-02", "-p", "to=2024-01")
            #expect(
                empty.code == 0 && empty.text.hasSuffix("change\r\n") && empty.errors.split(separator: "\n").count == 2, "\(empty.errors)")
        }
    }

    @Test("a table of 80 columns has whole numbers and names, and says which columns it has no room for") func table() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let names = try scene.rows("SELECT name FROM managed_users").map { $0[0] }
            for report in ["customer-overview", "top-recipes-by-tasks", "members-by-customer", "sync-health"] {
                let run = try await scene.mirror("query", report, "--format", "table", environment: ["COLUMNS": "80"])
                #expect(run.code == 0 && run.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.text)")
                if report == "customer-overview" {
                    #expect(names.allSatisfy { run.text.contains($0.replacing("\n", with: "\\n")) }, "\(run.text)")
                    #expect(
                        run.errors.hasPrefix("workato-mirror: no room for the columns ") && run.errors.contains("--format line"),
                        "\(run.errors)")
                }
            }
            let list = try await scene.mirror("query", "--format", "table", environment: ["COLUMNS": "80"])
            let all = try await scene.output("query", "--format", "tsv").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "\t" } }
            #expect(all.count > 20 && all.allSatisfy { list.text.contains("\n\($0) ") }, "\(list.text)")
            let lines = try await scene.output("query", "customer-overview", "--format", "line")
            #expect(lines.contains("\n       customer = \(names[0])\n") && lines.contains("\n\nmanaged_user_id = "), "\(lines)")
            for command in [["changes"], ["history", "recipes", try scene.rows("SELECT id FROM recipes")[0][0]], ["status"]] {
                let run = try await scene.start(command + ["--format", "line"]).finish()
                #expect(run.code == 0 && run.text.contains(" = "), "\(command): \(run.errors)")
            }
        }
    }

    @Test("what no run has read is told, an empty table says so, and stdout by its name is stdout") func unread() async throws {
        try await Scene.play { scene in
            #expect(try await scene.mirror("sync", "--only", "recipes").code == 0)
            let usage = try await scene.mirror("query", "task-usage-by-month", "--format", "table")
            #expect(
                usage.code == 0
                    && usage.errors == "workato-mirror: warning: no run has read task_usage to the end yet, so rows may be missing; "
                        + "status says why\nno rows\n",
                "\(usage.errors)")
            let recipe = try scene.rows("SELECT id FROM recipes")[0][0]
            let (known, never) = (try await scene.mirror("changes", "--key", recipe), try await scene.mirror("changes", "--key", "1"))
            #expect(known.code == 0 && known.errors.isEmpty && known.text.contains(recipe), "\(known.errors)")
            #expect(
                never.code == 0 && never.errors == "workato-mirror: warning: --key: the mirror has never seen an object with this key\n",
                "\(never.errors)")
            let recipes = try await scene.mirror("query", "--sql", "SELECT count(*) AS n FROM recipes")
            #expect(recipes.code == 0 && recipes.errors.isEmpty, "\(recipes.errors)")
            let line =
                "echo before > out.txt; workato-mirror query --sql 'SELECT 1 AS n' --format csv -o /dev/stdout >> out.txt; cat out.txt"
            let shell = try await scene.shell(line)
            #expect(shell.text == "before\nn\r\n1\r\n", "\(shell.everything)")
            try Data("no database".utf8).write(to: scene.folder.appending(path: "mirror.db.staging"))
            let run = try await scene.mirror("sync", "--quiet")
            #expect(run.code == 0 && run.errors.isEmpty && !scene.exists("mirror.db.staging"), "\(run.errors)")
        }
    }

    @Test("limits stand in the settings; nothing of a report or a file's name can steer the terminal") func limits() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try scene.settings("timeout: 1s\nvalue_limit: 5KB\n")
            let large = try await scene.mirror("query", "--sql", "SELECT length(hex(zeroblob(3000)))")
            #expect(large.code == 64 && large.output.isEmpty && large.errors.contains("larger than 5 KB"), "\(large.errors)")
            #expect(try await scene.mirror("query", "--value-limit", "1MB", "--sql", "SELECT length(hex(zeroblob(3000)))").code == 0)
            let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            #expect(try await scene.mirror("query", "--sql", endless).code == 75)
            let config = try await scene.output("config")
            #expect(config.contains("timeout               1s") && config.contains("value_limit           5KB"), "\(config)")
            try FileManager.default.createDirectory(at: scene.folder.appending(path: "mine"), withIntermediateDirectories: false)
            let evil = "e\u{1B}[31m\u{202E}vil"
            try Data("-- title: t\u{1B}]0;x\u{7}\n-- asks: a\u{9B}2J?\nSELECT 1 AS \"c\u{1B}[2J\"".utf8).write(
                to: scene.folder.appending(path: "mine/\(evil).sql"))
            try Data("-- asks: a?".utf8).write(to: scene.folder.appending(path: "mine/x\u{1B}[31m.sql"))
            for arguments in [
                ["query"], ["query", evil, "--describe"], ["query", evil, "--format", "table"], ["query", evil, "--format", "line"],
                ["query", evil, "-p", "x\u{1B}=1"],
                ["query", evil + "x"], ["query", "--sql", "SELECT \"a\u{1B}[31m\".x"], ["query", "--file", "none\u{1B}[31m"],
                ["config", "--db", "d\u{1B}[31m"],
                ["query", "--format", "x\u{1B}[31m"], ["changes", "--resource", "x\u{9B}31m"],
            ] {
                let run = try await scene.start(arguments + (arguments[0] == "query" ? ["--reports", "mine"] : [])).finish()
                let steering = run.everything.unicodeScalars.filter {
                    $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\r" || $0 == "\u{202E}"
                }
                #expect(steering.isEmpty, "\(arguments): \(run.everything.debugDescription)")
            }
        }
    }
}
