import Foundation
import Testing

/// The programs that people read a mirror with, where they are: by the Python in `WORKATO_TEST_READERS`, or the one on the path.
/// (`scripts/other-readers.sh` installs them and does the same on a larger account.)
enum OtherReader: String, CaseIterable, Sendable {
    case duckdb, pandas, connectorx, adbc, odbc

    static let python: String = {
        let named = ProcessInfo.processInfo.environment["WORKATO_TEST_READERS"]
        return named.flatMap { $0.isEmpty ? nil : $0 } ?? "python3"
    }()

    private var imports: String {
        switch self {
        case .duckdb: "import duckdb, duckdb_extension_sqlite_scanner"
        case .pandas: "import pandas"
        case .connectorx: "import polars, connectorx"
        case .adbc: "import polars, adbc_driver_sqlite, pyarrow"
        case .odbc: "import pyodbc; assert 'SQLite3' in pyodbc.drivers()"
        }
    }

    /// Asked once, by a process of its own.
    static let installed: Set<OtherReader> = Set(
        allCases.filter { reader in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [python, "-c", reader.imports]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        })
}

@Suite("Other programs", .serialized)
struct OtherReadersTests {
    /// They serve the sync alone: a column of them holds integers and texts.
    private static let own = ["record_digests", "mirror_scopes"]

    @Test("read every relation by their defaults: all of its rows, and how many there are", arguments: OtherReader.allCases)
    func relations(reader: OtherReader) async throws {
        guard OtherReader.installed.contains(reader) else {
            try Test.cancel("\(OtherReader.python) has no \(reader.rawValue): see WORKATO_TEST_READERS")
        }
        try await Scene.play(["--customers", "6"]) { scene in
            try await mirrorEverything(scene)
            let names = try await relations(scene)
            let read = Repository.root.appending(path: "scripts/other-readers/read.py").path
            let run = try await RunningProgram(
                "/usr/bin/env", [OtherReader.python, read, reader.rawValue, scene.path("mirror.db")] + names,
                environment: ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }, in: scene.folder
            ).finish()
            let lines = run.text.split(separator: "\n")
            #expect(run.code == 0 && lines.count == names.count && names.count > 70, "\(run.errors)")
            for line in lines where !line.hasPrefix("ok") { Issue.record("\(line)") }
        }
    }

    /// Rows in every table, in twins too, a customer that is gone, and lookup tables of one name with other labels.
    private func mirrorEverything(_ scene: Scene) async throws {
        try scene.settings("resources: {recipe_version_details: {enabled: true}}\npicklists: [salesforce/sobject]")
        try await scene.sync()
        _ = try await scene.change()
        try await scene.letPass(days: 3)
        try await scene.sync()
        #expect(try scene.rows("SELECT count(DISTINCT resource) > 5 FROM changes WHERE run_id = 2") == [["1"]])
    }

    private func relations(_ scene: Scene) async throws -> [String] {
        struct Table: Decodable { let table: String }
        let run = try await scene.mirror("schema", "--format", "json")
        let listed = try JSONDecoder.ofTheAPI.decode([Table].self, from: run.output).map(\.table).filter { !Self.own.contains($0) }
        let views = try scene.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%'").flatMap { $0 }
        return listed + views
    }
}
