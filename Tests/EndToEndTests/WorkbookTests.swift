import Foundation
import Testing

@Suite("A query as a workbook")
struct WorkbookTests {
    /// Prints the names of the sheets, and then the cells of each as JSON.
    private static let reader = """
        import sys, json, zipfile, xml.etree.ElementTree as E
        m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
        z = zipfile.ZipFile(sys.argv[1])
        names = [s.get('name') for s in E.fromstring(z.read('xl/workbook.xml')).iter(m + 'sheet')]
        print('\\t'.join(names))
        for i in range(len(names)):
            root = E.fromstring(z.read('xl/worksheets/sheet%d.xml' % (i + 1)))
            rows = [[''.join(c.itertext()) for c in r.findall(m + 'c')] for r in root.iter(m + 'row')]
            print(json.dumps(rows, ensure_ascii=False))
        """

    /// - Returns: nil if there is no python3 to read it with.
    private func sheets(_ file: String, in scene: Scene) async throws -> (names: [String], rows: [[[String]]])? {
        try scene.write(Self.reader, to: "reader.py")
        let run = try await scene.shell("command -v python3 >/dev/null || exit 9; python3 reader.py \(file)")
        if run.code == 9 { return nil }
        guard run.code == 0 else { throw Unexpected(run) }
        let lines = run.text.split(separator: "\n")
        let rows = try lines.dropFirst().map { try JSONDecoder().decode([[String]].self, from: Data($0.utf8)) }
        return (lines[0].split(separator: "\t").map(String.init), rows)
    }

    /// Whether the program was built where the library is missing. Then it says so.
    private func isMissing(_ run: Finished) -> Bool {
        guard run.errors.contains("built without libxlsxwriter") else { return false }
        print("workbooks are not tested: libxlsxwriter is missing")
        return run.code == 64
    }

    private static let asked = ["task-usage-by-month", "recipes-stopped", "-p", "from=2024-01", "-p", "to=2024-06"]

    @Test("has a sheet for each report with the rows it has as JSON, and says from which run they are") func sheets() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let run = try await scene.start(["query"] + Self.asked + ["--output", "usage.xlsx"]).finish()
            guard !isMissing(run) else { return }
            try #require(run.code == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
            let path = scene.folder.appending(path: "usage.xlsx")
            #expect(try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int == 0o600)
            // Equal data give equal bytes, also in a pipe.
            #expect(try await scene.query(Self.asked + ["--format", "xlsx"]) == Data(contentsOf: path))
            guard let (names, rows) = try await sheets("usage.xlsx", in: scene) else { return print("there is no python3 to read it") }
            #expect(names == ["task-usage-by-month", "recipes-stopped", "About"])
            let usage = try await scene.query([Self.asked[0], "-p", "from=2024-01", "-p", "to=2024-06", "--format", "json"])
            let lines = try #require(try JSONSerialization.jsonObject(with: usage) as? [[String: Any]])
            #expect(rows[0][0] == ["month", "managed_user_id", "customer", "task_count", "change"])
            #expect(rows[0].count == lines.count + 1 && lines.count > 3)
            for (row, line) in zip(rows[0].dropFirst(), lines) {
                #expect(row[1] == "\(line["managed_user_id"] ?? "")" && row[2] == line["customer"] as? String)
                #expect(row[3] == "\(line["task_count"] ?? "")")
            }
            // 2024-01-01 is the day 45292 of a spreadsheet's calendar.
            #expect(rows[0][1][0] == "45292")
            for line in [
                ["Run", "1"], ["Parameter from", "2024-01"], ["Question", "How many tasks did each customer use in each month?"],
            ] {
                #expect(rows[2].contains(line), "\(line)")
            }
        }
    }

    @Test("takes SQL, and refuses a parameter that no report has") func others() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let run = try await scene.mirror(
                "query", "--sql", "SELECT '=1+1' AS a, NULL AS b, 12345678901234567 AS c", "--output", "q.xlsx")
            guard !isMissing(run) else { return }
            try #require(run.code == 0, "\(run.errors)")
            if let (names, rows) = try await sheets("q.xlsx", in: scene) {
                #expect(names == ["query", "About"] && rows[0][1].filter { !$0.isEmpty } == ["=1+1", "12345678901234567"])
            }
            let wrong = try await scene.start(["query"] + Self.asked + ["-p", "form=1", "--output", "w.xlsx"]).finish()
            #expect(wrong.code == 64 && wrong.errors.contains("unknown parameter 'form'\nhint: did you mean 'from'?"), "\(wrong.errors)")
            let failing = try await scene.mirror("query", "recipes-stopped", "--output", "w.xlsx", "--as-of", "2001-01-01")
            #expect(failing.code == 64)
            #expect(!FileManager.default.fileExists(atPath: scene.folder.appending(path: "w.xlsx").path))
        }
    }
}
