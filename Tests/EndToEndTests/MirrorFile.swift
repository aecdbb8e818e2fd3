import Foundation
import GRDB

/// The database file, looked at without the program.
extension Scene {
    func path(_ file: String) -> String { folder.appending(path: file).path }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }

    /// The permissions, such as 0o600.
    func mode(_ file: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path(file))[.posixPermissions] as? NSNumber)?.intValue
    }

    /// What each file in the folder holds, also what the programs have written, by the file's name.
    func files() throws -> [String: Data] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try Dictionary(uniqueKeysWithValues: files.map { ($0.lastPathComponent, try Data(contentsOf: $0)) })
    }

    /// The files that have one of these texts anywhere in their bytes.
    func filesHolding(_ texts: some Sequence<String>) throws -> [String] {
        try files().filter { file in texts.contains { file.value.range(of: Data($0.utf8)) != nil } }.keys.sorted()
    }

    /// The rows of a query, each as texts.
    func rows(_ sql: String, in file: String = "mirror.db") throws -> [[String]] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path(file), configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in
            try GRDB.Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" } }
        }
    }

    /// The first column of a query on a file that may need mending first, as a killed program leaves it.
    func changing(_ sql: String, in file: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path(file))
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { try String.fetchAll($0, sql: sql) }
    }

    /// Edits the file behind the program's back.
    func edit(_ sql: String, in file: String = "mirror.db") throws {
        let queue = try DatabaseQueue(path: path(file))
        defer { try? queue.close() }
        try queue.write { try $0.execute(sql: sql) }
    }

    /// Calls `body` while another connection is in a transaction, such as an `EXCLUSIVE` one.
    func holding(_ file: String, by kind: String, _ body: () async throws -> Void) async throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: path(file), configuration: configuration)
        try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN \(kind); SELECT count(*) FROM sqlite_schema") }
        do {
            try await body()
        } catch {
            try? queue.close()
            throw error
        }
        try await queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try queue.close()
    }

    /// All that exists now, by table: what two mirrors of one account must agree about, whatever their past.
    func live(_ file: String) throws -> [String: [[String]]] {
        let twins = "SELECT replace(name, '_history', '') FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_history'"
        var tables: [String: [[String]]] = [:]
        for table in try rows(twins, in: file).flatMap({ $0 }) {
            let columns = try rows("SELECT name FROM pragma_table_info('\(table)') WHERE name <> '_valid_from'", in: file)
                .flatMap { $0 }.joined(separator: ", ")
            tables[table] = try rows("SELECT \(columns) FROM \(table) ORDER BY \(columns)", in: file)
        }
        return tables
    }
}
