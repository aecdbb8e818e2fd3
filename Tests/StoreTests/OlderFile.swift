import Foundation
import GRDB

@testable import Store

/// A file that version 0016 of the schema has written, made of the SQL text in the folder `OlderFile`.
enum OlderFile {
    /// - Parameter rows: whether three runs are in it; else it has only the schema.
    static func make(rows: Bool) throws -> (path: String, queue: DatabaseQueue) {
        let path = FileManager.default.temporaryDirectory.appending(path: "older-\(UUID().uuidString).db").path
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            for name in ["schema-0016"] + (rows ? ["rows-0016"] : []) { try db.execute(sql: text(name)) }
        }
        return (path, queue)
    }

    private static func text(_ name: String) throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "OlderFile/\(name).sql"), encoding: .utf8)
    }
}
