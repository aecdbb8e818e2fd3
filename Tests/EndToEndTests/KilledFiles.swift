import Foundation

/// What a killed program left, looked at without changing it.
extension Scene {
    func size(_ file: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path(file))[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Takes a mirror away with all that belongs to it.
    func remove(_ file: String) throws {
        for suffix in ["", "-wal", "-shm", ".lock", ".staging", ".staging-journal"] where exists(file + suffix) {
            try FileManager.default.removeItem(atPath: path(file + suffix))
        }
    }

    /// All that the file holds, by table.
    func contents(_ file: String) throws -> [String: [[String]]] {
        let tables = try rows("SELECT name FROM sqlite_schema WHERE type = 'table'", in: file).flatMap { $0 }
        return try Dictionary(uniqueKeysWithValues: tables.map { ($0, try rows("SELECT * FROM \"\($0)\"", in: file)) })
    }

    /// How many scopes the side file has to their end; nil if there is no side file, or one that was hardly begun.
    func stagedScopes() throws -> Int? {
        try staged("SELECT count(*) FROM scopes WHERE state = 'complete'")
    }

    /// The run that the side file was compared with.
    func stagedBase() throws -> Int? { try staged("SELECT base_run FROM run") }

    /// Looks at a copy: whoever opens the side file itself takes back what was not committed.
    private func staged(_ sql: String) throws -> Int? {
        guard size("mirror.db.staging") > 0 else { return nil }
        for suffix in ["", "-journal"] {
            try? FileManager.default.removeItem(atPath: path("copy.staging" + suffix))
            if exists("mirror.db.staging" + suffix) {
                try FileManager.default.copyItem(atPath: path("mirror.db.staging" + suffix), toPath: path("copy.staging" + suffix))
            }
        }
        guard try changing("PRAGMA quick_check", in: "copy.staging") == ["ok"] else {
            throw Unexpected(code: 0, errors: "side file broken")
        }
        guard try !changing("SELECT 1 FROM sqlite_schema WHERE name = 'run'", in: "copy.staging").isEmpty else { return nil }
        return try changing(sql, in: "copy.staging").first.flatMap { Int($0) }
    }

    /// Whether a sync that is at work has asked nothing for a while.
    func isQuiet() async throws -> Bool {
        let before = try await requests()
        try await Task.sleep(for: .milliseconds(25))
        return try await requests() == before && size("mirror.db.staging") > 0
    }
}
