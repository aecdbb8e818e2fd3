import Foundation
import Testing

@Suite("The dashboard", .serialized)
struct DashboardTests {
    private func page(_ scene: Scene, _ arguments: [String] = []) async throws -> String {
        let run = try await scene.start(["dashboard"] + arguments).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        return run.text
    }

    /// The numbers at the top, by what they count.
    private func figures(_ page: String) -> [String: String] {
        var figures: [String: String] = [:]
        for match in page.matches(of: /<li><a href="#(r[0-9]+)"><b>([^<]*)<\/b> ([^<]*)<\/a>/) {
            #expect(page.contains("<article id=\"\(match.1)\""), "a figure leads nowhere")
            figures[String(match.3)] = String(match.2)
        }
        return figures
    }

    @Test("has the figures that its reports have, and the same bytes again") func figuresAreTrue() async throws {
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            try await scene.sync()
            let page = try await page(scene)
            #expect(try await self.page(scene) == page)
            let figures = figures(page)
            for (report, one, many) in [
                ("connections-broken", "broken connection", "broken connections"), ("recipes-stopped", "stopped recipe", "stopped recipes"),
            ] {
                let rows = try await scene.query([report, "--format", "jsonl"]).split(separator: 0x0A).count
                #expect(figures[rows == 1 ? one : many] == "\(rows)", "\(report): \(figures)")
            }
            #expect(figures["customers"] == "4")
            let tasks = try scene.rows(
                "SELECT sum(task_count) FROM task_usage WHERE month = strftime('%Y-%m', 'now', 'start of month', '-1 month')")
            let last = figures.first { $0.key.hasPrefix("tasks in ") && !$0.key.hasSuffix("so far") }
            #expect(last?.value.replacing(",", with: "") == tasks[0][0], "\(figures)")
            #expect(page.contains("As of <b>run 1 (complete), "))
        }
    }

    @Test("runs nothing, loads nothing, and stays small") func isStill() async throws {
        try await Scene.play(["--customers", "40", "--now", Date.now.ISO8601Format()]) { scene in
            try await scene.sync()
            let page = try await page(scene)
            for word in ["<script", "javascript:", " style=", "url(", "src=", "<link", "@import", "<iframe", " on"] {
                // A word of a text may begin with "on".
                let places = page.ranges(of: word).filter { word != " on" || page[$0.upperBound...].prefix(12).contains("=\"") }
                #expect(places.isEmpty, "\(word)")
            }
            #expect(page.matches(of: /href="([^"]*)"/).allSatisfy { $0.1.hasPrefix("#") })
            #expect(page.utf8.count < 200_000)
            #expect(page.ranges(of: "<svg").count >= 8)
        }
    }

    @Test("shows a past run as it was, with that day's figures") func past() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let then = figures(try await page(scene))
            _ = try await scene.change()
            try await scene.sync()
            let past = try await page(scene, ["--as-of", "1"])
            #expect(figures(past) == then)
            #expect(past.contains("As of <b>run 1 (complete), ") && past.contains("a past run"))
            #expect(figures(try await page(scene)) != then)
        }
    }

    @Test("compares with the run of a week before") func week() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try scene.changing(
                "UPDATE sync_runs SET finished_at = strftime('%Y-%m-%dT%H:%M:%fZ', finished_at, '-8 days')", in: "mirror.db")
            let before = try await scene.query(["connections-broken", "--format", "jsonl"]).split(separator: 0x0A).count
            _ = try await scene.change()
            try await scene.sync()
            let page = try await page(scene)
            #expect(page.contains("; compared with run 1 (complete), "))
            let now = try await scene.query(["connections-broken", "--format", "jsonl"]).split(separator: 0x0A).count
            let day = try scene.rows("SELECT substr(finished_at, 1, 10) FROM sync_runs WHERE id = 1")[0][0]
            let parts = day.split(separator: "-").compactMap { Int($0) }
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            let difference = now > before ? "\(now - before) more than" : now < before ? "\(before - now) fewer than" : "as many as"
            let change = "<br>\n<small>\(difference) on \(parts[2]) \(months[parts[1] - 1]) \(parts[0])</small></li>"
            let label = now == 1 ? "broken connection" : "broken connections"
            #expect(now != before && page.contains("<b>\(now)</b> \(label)</a>\(change)"), "\(before) \(now)")
            // A run that had not listed the connections knew nothing about them.
            _ = try scene.changing("DELETE FROM sync_scopes WHERE run = 1 AND resource = 'connections'", in: "mirror.db")
            #expect(try await self.page(scene).contains("<b>\(now)</b> \(label)</a></li>"))
        }
    }

    @Test("shows the reports that are named, with their parameters, or those of dashboard.yaml") func chosen() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let two = try await page(scene, ["connections-broken", "recipes-stopped"])
            #expect(two.ranges(of: "<article").count == 2 && two.contains("stopped recipe"))
            try scene.write(
                "-- title: Mine & <b>\n-- asks: How many?\n-- chart: bar x=name y=id\nSELECT name, id FROM managed_users ORDER BY id",
                to: "own/mine.sql")
            try scene.write("title: Ours\nreports: [mine, {report: sync-health, picture: no, rows: 2}]\n", to: "dashboard.yaml")
            let ours = try await page(scene, ["--reports", "own"])
            #expect(ours.contains("<h1>Ours</h1>") && ours.contains("<h3>Mine &amp; &lt;b&gt;</h3>") && ours.ranges(of: "<svg").count == 1)
        }
    }

    @Test("about one customer leaves out what is about all of them, and says so") func oneCustomer() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let customers = try scene.rows("SELECT id, name FROM managed_users ORDER BY id")
            let run = try await scene.mirror("dashboard", "-p", "managed_user=\(customers[0][0])")
            try #require(run.code == 0, "\(run.errors)")
            #expect(run.errors.contains("left out, because they lack a parameter that was given: task-usage-by-customer, "))
            #expect(run.text.contains("Left out, because they lack a parameter that was given: task-usage-by-customer, "))
            #expect(run.text.contains("(managed_user = \(customers[0][0]))") && run.text.ranges(of: "<article").count >= 6)
            for other in customers.dropFirst() { #expect(!run.text.contains(other[1]), "\(other[1])") }
            let unknown = try await scene.mirror("dashboard", "-p", "managed_user=1")
            #expect(unknown.code == 0 && unknown.errors.contains("managed_user"), "\(unknown.errors)")
        }
    }

    @Test("prints commands that give the rows of its cards") func commands() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            let past = try await page(scene, ["--as-of", "1"])
            var checked = 0
            for match in past.matches(of: #/<article[^>]*>(?:(?!</article>)[\s\S])*?All of it: <code>([^<]*)</code>/#) {
                let command = String(match.1).replacing("&#39;", with: "'")
                #expect(command.hasSuffix(" --as-of 1"), "\(command)")
                let rows = try await scene.shell(command + " --format jsonl")
                try #require(rows.code == 0, "\(command): \(rows.errors)")
                let count = rows.text.split(separator: "\n").count
                let told = count == 0 ? "No rows." : count == 1 ? "1 row" : "\(count) rows"
                #expect(match.0.contains(told) || match.0.ranges(of: "<tr><td").count == count, "\(command): \(count)")
                checked += 1
            }
            #expect(checked == past.ranges(of: "<article").count && checked > 8)
        }
    }

    @Test("refuses what cannot be shown, and leaves the file as it was") func refuses() async throws {
        try await Scene.play { scene in
            let none = try await scene.mirror("dashboard", "--output", "d.html")
            #expect(none.code == 74 && none.errors.contains("hint: "))
            try await scene.sync()
            try scene.write("old", to: "d.html")
            try scene.write(
                "-- title: T\n-- asks: A?\n-- chart: bar x=nam y=id\nSELECT name, id FROM managed_users ORDER BY id", to: "own/mine.sql")
            for (arguments, said) in [
                (["recipes-stoped"], "did you mean 'recipes-stopped'?"),
                (["sync-health", "-p", "lmit=3"], "unknown parameter 'lmit'\nhint: did you mean 'limit'?"),
                (["sync-health", "-p", "limit=many"], "report 'sync-health': parameter 'limit' is not valid"),
                (["mine", "--reports", "own"], "mine.sql:3: the chart takes the column 'nam', which the result does not have"),
                (["--as-of", "2001-01-01"], "before the first run"), (["-p", "limit"], "-p takes NAME=VALUE"),
            ] {
                let run = try await scene.start(["dashboard", "--output", "d.html"] + arguments).finish()
                #expect(run.code == 64 && run.errors.contains(said) && run.output.isEmpty, "\(arguments): \(run.errors)")
            }
            for (name, said) in [("d.svg", "give --output FILE.html"), ("d.xlsx", "give --output FILE.html")] {
                let run = try await scene.mirror("dashboard", "--output", name)
                #expect(run.code == 64 && run.errors.contains(said), "\(run.errors)")
            }
            _ = try scene.changing(
                "UPDATE sync_runs SET started_at = strftime('%Y-%m-%dT%H:%M:%fZ', started_at, '-8 days')", in: "mirror.db")
            let old = try await scene.mirror("dashboard", "--output", "d.html", "--require-fresh", "24h")
            #expect(old.code == 75 && old.errors.contains("hint: "), "\(old.errors)")
            #expect(try String(contentsOf: scene.folder.appending(path: "d.html"), encoding: .utf8) == "old")
            let nowhere = try await scene.mirror("query", "sync-health", "--output", "a.xlsx", environment: ["TMPDIR": "/nonexistent"])
            #expect([74, 64].contains(nowhere.code) && nowhere.errors.contains("\nhint: "), "\(nowhere.errors)")
            try scene.write("titel: T\n", to: "dashboard.yaml")
            let run = try await scene.mirror("dashboard", "--output", "e.html")
            #expect(run.code == 64 && run.errors.contains("dashboard.yaml:1: unknown key 'titel' in the file: did you mean 'title'?"))
            try scene.write("reports:\n- recipes-stoped\n", to: "dashboard.yaml")
            let misspelt = try await scene.mirror("dashboard", "--output", "e.html")
            #expect(misspelt.code == 64 && misspelt.errors.contains("dashboard.yaml:2: report 'recipes-stoped': unknown report"))
            let over = try await scene.mirror("dashboard", "sync-health", "--output", "mirror.db")
            #expect(over.code == 64 && over.errors.contains("would replace a mirror"))
        }
    }

    @Test("is written by the poller after each run, and never fails one") func poller() async throws {
        try await Scene.play { scene in
            try scene.settings("dashboard: {output: page.html}")
            let poller = try await RunningPoller.start(in: scene)
            defer { poller.program.send(signal: SIGKILL) }
            try await poller.waitForRuns(2)
            let path = scene.folder.appending(path: "page.html")
            #expect(try String(contentsOf: path, encoding: .utf8).contains("As of <b>run "))
            #expect(try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int == 0o600)
            try scene.write("titel: T\n", to: "dashboard.yaml")
            try await poller.waitForRuns(2)
            let end = try await poller.stop()
            #expect(end.code == 0 && !end.errors.contains("run failed"))
            let told = end.errors.split(separator: "\n").filter { $0.contains("dashboard_failed") }
            #expect(told.count >= 2 && told.allSatisfy { $0.contains("\"level\":\"warning\"") && $0.contains("titel") }, "\(end.errors)")
            #expect(try String(contentsOf: path, encoding: .utf8).contains("As of <b>run "))
        }
    }
}
