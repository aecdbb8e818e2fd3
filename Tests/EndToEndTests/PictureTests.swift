import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("A query as something to look at")
struct PictureTests {
    @Test("is a page with the picture, the table, and from which run it is") func page() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let asked = ["task-usage-by-month", "-p", "from=2024-01", "-p", "to=2024-06", "--format", "html"]
            let page = String(decoding: try await scene.query(asked), as: UTF8.self)
            #expect(try await scene.query(asked) == Data(page.utf8))
            #expect(page.contains("<h1>Task usage by customer and month</h1>") && page.contains("From: <b><bdi>run 1 (complete), "))
            #expect(page.contains("Parameters: <b><bdi>from = 2024-01, to = 2024-06</bdi></b>"))
            let rows = try await scene.query(asked.dropLast() + ["jsonl"]).split(separator: 0x0A).count
            #expect(rows > 4 && page.ranges(of: "<tr><td").count == rows && page.contains("Rows: <b><bdi>\(rows)</bdi></b>"))
            #expect(page.ranges(of: "<svg").count == 2)
            let past = String(decoding: try await scene.query(asked + ["--as-of", "1"]), as: UTF8.self)
            #expect(past.contains("As of: <b><bdi>run 1 (complete), "))
        }
    }

    @Test("is a picture alone, that is well-formed and in a file of its own") func picture() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let run = try await scene.mirror("query", "top-recipes-by-tasks", "--output", "top.svg")
            #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty)
            let bytes = try Data(contentsOf: scene.folder.appending(path: "top.svg"))
            #expect(XMLParser(data: bytes).parse() && bytes.starts(with: Data("<?xml".utf8)))
            #expect(try await scene.query(["top-recipes-by-tasks", "--format", "svg"]) == bytes)
        }
    }

    @Test("of any report works, with rows and without") func everyReport() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let names = try await scene.query(["--format", "tsv"]).split(separator: 0x0A).dropFirst()
                .map { String(decoding: $0.prefix { $0 != 0x09 }, as: UTF8.self) }
            #expect(names.count > 30)
            for name in names where name != "lookup-table-contents" {
                for (format, mark) in [("html", "</html>\n"), ("svg", "</svg>\n")] {
                    let run = try await scene.mirror("query", name, "--format", format)
                    if run.code == 64, format == "svg" {
                        #expect(run.errors.contains("report '\(name)' has no chart: "), "\(run.errors)")
                    } else {
                        #expect(run.code == 0 && run.text.hasSuffix(mark), "\(name) \(format): \(run.errors)")
                    }
                }
            }
        }
    }

    @Test("of SQL is a table, and no picture") func sql() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let page = String(
                decoding: try await scene.query(["--sql", "SELECT '<b>' AS \"<i>\"\nWHERE :a = 1", "-p", "a=1", "--format", "html"]),
                as: UTF8.self)
            #expect(page.contains("<pre>SELECT &#39;&lt;b&gt;&#39; AS &quot;&lt;i&gt;&quot;\nWHERE :a = 1</pre>"))
            #expect(page.contains("<td><bdi>&lt;b&gt;</bdi></td>") && !page.contains("<svg") && page.contains("a = 1"))
            let run = try await scene.mirror("query", "--sql", "SELECT 1", "--format", "svg")
            #expect(run.code == 64 && run.errors.contains("SQL without a header has no chart") && run.errors.contains("hint: "))
        }
    }

    @Test("is refused where it makes no sense, and says what would") func refusals() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try scene.write(
                "-- title: T\n-- asks: A?\n-- chart: bar x=name y=name\nSELECT name FROM managed_users ORDER BY id", to: "r.sql")
            for (arguments, said) in [
                (["--format", "html"], "needs a report or a query to run"),
                (["recipes-stopped", "--describe", "--format", "svg"], "needs a report"),
                (["recipes-stopped", "sync-health"], "Several reports make one workbook"),
                (["recipes-stopped", "sync-health", "--format", "html"], "Several reports make one workbook"),
                (["recipes-stopped", "--format", "html", "--csv-guard"], "--csv-guard is for csv and tsv"),
                (["recipes-stopped", "--output", "a.pdf"], ".html, .svg or .xlsx"),
                (["folder-tree", "--output", "a.svg"], "has no chart: a tree of names"),
                (["--file", "r.sql", "--output", "a.svg"], "r.sql:3: the chart's y, 'name', is not a number in row 1"),
            ] {
                let run = try await scene.start(["query"] + arguments).finish()
                #expect(run.code == 64 && run.errors.contains(said) && run.output.isEmpty, "\(arguments): \(run.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: scene.folder.appending(path: "a.svg").path))
        }
    }
}
