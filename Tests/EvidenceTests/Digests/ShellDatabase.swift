import Foundation
import GRDBSQLite
import Testing

/// A database file that the `sqlite3` shell wrote, and that both the shell and this process read.
final class TestDatabase {
    let path = NSTemporaryDirectory() + "sha3-" + UUID().uuidString + ".db"
    let connection: OpaquePointer

    private static let program = "/usr/bin/sqlite3"
    static let hasShell = FileManager.default.isExecutableFile(atPath: program)

    init(_ sql: String) throws {
        try Self.shell([path], input: sql)
        var connection: OpaquePointer?
        try #require(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK)
        self.connection = try #require(connection)
    }

    deinit {
        sqlite3_close_v2(connection)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    func execute(_ sql: String) throws {
        try #require(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK, "\(String(cString: sqlite3_errmsg(connection)))")
    }

    /// What `.sha3sum` prints, by label.
    func sums(_ arguments: String...) throws -> [String: String] {
        let output = try Self.shell([path], input: ".sha3sum " + arguments.joined(separator: " ") + "\n")
        var sums: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let bar = try #require(line.firstIndex(of: "|"))
            sums[String(line[line.index(after: bar)...])] = String(line[..<bar])
        }
        return sums
    }

    @discardableResult
    static func shell(_ arguments: [String], input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-batch", "-bail"] + arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}
