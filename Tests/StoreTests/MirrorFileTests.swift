import Foundation
import GRDB
import Store
import Testing

/// Whose file it is, and what is never done to another's.
@Suite struct MirrorFileTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString).db").path
    private let account = "https://www.workato.com/api"

    private func open(_ account: String? = nil) throws -> MirrorDatabase {
        try MirrorDatabase.open(path, account: account ?? self.account)
    }

    @Test("a new file is private, ours, and opens again")
    func created() throws {
        _ = try open()
        _ = try open()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
    }

    @Test("another account's file is refused, once a run has read something of it")
    func otherAccount() throws {
        _ = try open()
        func edit(_ sql: String) throws { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
        try edit(
            """
            INSERT INTO mirror_meta (name, value) VALUES ('base_url', '\(account)');
            INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url)
            VALUES (1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'failed', 1, 0, 0, 0, 0, 0, 'test', '\(account)')
            """)
        _ = try open("https://app.eu.workato.com/api")
        try edit("UPDATE sync_runs SET state = 'complete'")
        #expect(throws: StoreError.otherAccount(path: path, has: account, asked: "https://app.eu.workato.com/api")) {
            try open("https://app.eu.workato.com/api")
        }
    }

    @Test("a file that is not ours is refused and left as it is", arguments: ["hello, I am a text\n", ""])
    func notOurs(text: String) throws {
        if text.isEmpty {
            try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        } else {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let before = try Data(contentsOf: URL(filePath: path))
        let error = text.isEmpty ? StoreError.notOurs(path: path) : .notADatabase(path: path)
        #expect(throws: error) { try open() }
        #expect(throws: error) { try MirrorFile.openForReading(path) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("a newer schema is refused")
    func newer() throws {
        _ = try open()
        try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999_future')") }
        #expect(throws: StoreError.newerSchema(path: path)) { try open() }
    }

    @Test("a live row cannot be deleted outside of a run")
    func noDeleteOutsideOfARun() throws {
        _ = try open()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO managed_users (id, _valid_from) VALUES (1, 1)") }
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM managed_users") } }
    }

    @Test("a second sync is told who holds the file")
    func lock() throws {
        let first = try SyncLock(for: path)
        #expect(throws: StoreError.syncRunning(path: path, pid: getpid())) { _ = try SyncLock(for: path) }
        _ = consume first
    }
}
