import Foundation
import Testing

/// Snapshots, as the tests of `snapshot` need them.
extension Scene {
    /// Runs a command that has to end with this code.
    @discardableResult
    func expect(_ code: Int32, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Finished {
        let run = try await start(arguments).finish()
        #expect(run.code == code, "\(arguments): \(run.code)\n\(run.everything)", sourceLocation: sourceLocation)
        return run
    }

    /// The chain's newest digest.
    func head(_ file: String = "mirror.db") throws -> String {
        try rows("SELECT sha256 FROM chain_links ORDER BY seq DESC LIMIT 1", in: file).first?.first ?? ""
    }

    /// Every file below a folder, by its path from there.
    func tree(_ name: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(name)).filter { part in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path("\(name)/\(part)"), isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    /// All rows that a run has left, by table: those of now, and those that have ended since.
    func rows(asOf run: Int, in file: String) throws -> [String: [[String]]] {
        let twins = "SELECT replace(name, '_history', '') FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_history'"
        return try rows(twins, in: file).flatMap(\.self).reduce(into: [:]) { tables, table in
            let columns = try rows("SELECT name FROM pragma_table_info('\(table)')", in: file).flatMap(\.self)
                .map { "\"\($0)\"" }.joined(separator: ", ")
            tables[table] = try rows(
                """
                SELECT \(columns) FROM \(table) WHERE _valid_from <= \(run) UNION ALL
                SELECT \(columns) FROM \(table)_history WHERE _valid_from <= \(run) AND _valid_to > \(run) ORDER BY \(columns)
                """, in: file)
        }
    }

    /// A key that signs, and a file that allows it.
    func makeKey() async throws {
        let script = """
            ssh-keygen -q -t ed25519 -N '' -C test -f key &&
            printf 'clerk@example.com namespaces="snapshot@workato-mirror" %s\\n' "$(cat key.pub)" > allowed
            """
        let made = try await shell(script)
        guard made.code == 0 else { throw Unexpected(made) }
    }
}
