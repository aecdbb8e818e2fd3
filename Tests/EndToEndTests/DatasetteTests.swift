import Foundation
import FoundationNetworking
import Testing

/// Datasette 0.65 itself, where there is one: in `WORKATO_TEST_DATASETTE`, or on the path.
enum Datasette {
    static let program: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["WORKATO_TEST_DATASETTE"], !named.isEmpty { return named }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/datasette" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}

@Suite("datasette", .serialized)
struct DatasetteTests {
    private struct Metadata: Decodable {
        struct Database: Decodable { let queries: [String: Query], tables: [String: Table] }
        struct Query: Decodable { let title, description, sql: String, params: [String], hideSql: Bool }
        struct Table: Decodable { let description: String, columns: [String: String], hidden: Bool?, facets: [String]?, sortDesc: String? }
        let databases: [String: Database]
    }

    @Test("names the file, has every report with its parameters, and says what each table and column means") func metadata() async throws {
        try await Scene.play { scene async throws in
            let run = try await scene.mirror("datasette", "--db", "some/where/acme.db")
            let database = try #require(
                try JSONDecoder.ofTheAPI.decode(Metadata.self, from: run.output).databases["acme"], "\(run.errors)")
            let reports = try await scene.mirror("query").text
            let names = reports.split(separator: "\r\n").dropFirst().count
            #expect(names == 0 || database.queries.count > 15)
            let usage = try #require(database.queries["task-usage-by-month"])
            #expect(usage.title == "Task usage by customer and month" && usage.params == ["from", "to", "managed_user"] && usage.hideSql)
            #expect(usage.description.contains("from (month, blank for -11 months): First month."))
            let recipes = try #require(database.tables["recipes"])
            #expect(recipes.columns["folder_id"] == "The folder it is in. See folders.id." && recipes.hidden == nil)
            #expect(recipes.facets == ["running", "trigger_application", "stop_cause"] && recipes.sortDesc == "updated_at")
            #expect(database.tables["recipe_activity"]?.columns["lifetime_task_count"]?.hasSuffix(" In tasks.") == true)
            #expect(database.tables["recipes_history"]?.hidden == true && database.tables["record_digests"]?.hidden == true)
        }
    }

    @Test(
        "gives, in Datasette, the rows that query gives: of every report by its defaults, and with parameters",
        .enabled(if: Datasette.program != nil))
    func rows() async throws {
        try await Scene.play(["--now", Date.now.ISO8601Format()]) { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            let made = try await scene.mirror("datasette", "--output", "metadata.json")
            let mode = try scene.mode("metadata.json")
            #expect(made.code == 0 && mode == 0o600, "\(made.errors)")
            let metadata = try JSONDecoder.ofTheAPI.decode(
                Metadata.self, from: Data(contentsOf: URL(filePath: scene.path("metadata.json"))))
            let queries = try #require(metadata.databases["mirror"]?.queries)
            let needs = try await requiredParameters(scene)
            try await serve(scene) { address in
                for (name, query) in queries.sorted(by: { $0.key < $1.key }) {
                    let given = try value(of: needs[name] ?? [], scene)
                    let expected = try await scene.query([name, "--format", "json"] + given.flatMap { ["-p", "\($0.key)=\($0.value)"] })
                    let shown = try await get("\(address)/mirror/\(name).json", given)
                    #expect(try table(shown) == table(expected), "\(name): \(query.sql)")
                }
                try await compare(scene, address, "task-usage-by-month", ["from": "last month", "to": "this month"])
                try await compare(scene, address, "task-usage-by-month", ["from": "2020-01", "to": "2099-12"])
                try await compare(scene, address, "changes-in-run", ["run": "2", "measures": "yes"])
                try await compare(scene, address, "sync-health", ["limit": "1"])
                for (report, name, value) in [
                    ("task-usage-by-month", "from", "2026-10-01"), ("recipe-tasks-by-day", "period", "fortnight"),
                    ("recipe-tasks-by-day", "zone", "Europe/Berlin"), ("changes-in-run", "run", ""),
                ] {
                    let shown = try await get("\(address)/mirror/\(report)", [name: value], shape: nil)
                    let text = String(decoding: shown, as: UTF8.self)
                    #expect(text.contains("parameter \(name): expected ") && text.contains("name=\"\(name)\""), "\(report) \(name)")
                }
                let page = try await get("\(address)/mirror/recipes", [:], shape: nil)
                #expect(String(decoding: page, as: UTF8.self).contains("The recipe&#39;s id."))
            }
        }
    }

    private func compare(_ scene: Scene, _ address: String, _ report: String, _ given: [String: String]) async throws {
        let expected = try await scene.query([report, "--format", "json"] + given.flatMap { ["-p", "\($0.key)=\($0.value)"] })
        let shown = try await get("\(address)/mirror/\(report).json", given)
        #expect(try table(shown) == table(expected), "\(report) \(given)")
    }

    private func table(_ json: Data) throws -> NSArray { try #require(try JSONSerialization.jsonObject(with: json) as? NSArray) }

    private func requiredParameters(_ scene: Scene) async throws -> [String: [String]] {
        struct Listed: Decodable { let name: String }
        struct Parameter: Decodable { let parameter, type, `default`: String }
        var needs: [String: [String]] = [:]
        for report in try JSONDecoder().decode([Listed].self, from: await scene.query(["--format", "json"])) {
            let described = try await scene.query([report.name, "--describe", "--format", "json"])
            needs[report.name] = try JSONDecoder().decode([Parameter].self, from: described).filter {
                $0.default == "required" || $0.type == "run"
            }
            .map(\.parameter)
        }
        return needs
    }

    /// A value for each parameter that has no default.
    private func value(of parameters: [String], _ scene: Scene) throws -> [String: String] {
        let table = try scene.rows("SELECT managed_user_id, id, name FROM lookup_tables ORDER BY 1, 2 LIMIT 1").first ?? ["1", "1", ""]
        return Dictionary(
            uniqueKeysWithValues: parameters.map { name in (name, name == "managed_user" ? table[0] : name == "run" ? "2" : table[1]) })
    }

    private func get(_ address: String, _ given: [String: String], shape: String? = "array") async throws -> Data {
        var url = try #require(URLComponents(string: address))
        url.queryItems =
            given.map { URLQueryItem(name: $0.key, value: $0.value) } + (shape.map { [URLQueryItem(name: "_shape", value: $0)] } ?? [])
        return try await URLSession.patient.data(from: try #require(url.url)).0
    }

    /// Runs Datasette on the mirror. It says its port itself: `--port 0` takes a free one.
    private func serve(_ scene: Scene, _ body: (String) async throws -> Void) async throws {
        let program = try #require(Datasette.program)
        let socket = try RunningProgram(
            program,
            [
                "mirror.db", "--metadata", "metadata.json", "--port", "0", "--setting", "max_returned_rows", "10000", "--setting",
                "sql_time_limit_ms", "20000",
            ], environment: ProcessInfo.processInfo.environment, in: scene.folder)
        defer { socket.send(signal: SIGKILL) }
        var address: String?
        try await wait(until: "Datasette listens") {
            guard socket.isRunning else { throw InVain(what: "Datasette ended") }
            let logs = try scene.files().filter { $0.key.hasSuffix(".err") }.values.map { String(decoding: $0, as: UTF8.self) }
            address = logs.compactMap { $0.firstMatch(of: /running on (http:\/\/[0-9.]+:[0-9]+)/) }.first.map { String($0.1) }
            return address != nil
        }
        try await body(try #require(address))
    }
}
