import Foundation
import GRDB
import Testing

@testable import Store

/// What becomes of files: other names, other modes, dumps, cuts, and what users make in them.
@Suite("A mirror's file") struct FileTroubleTests {
    private let folder: String
    private let path: String
    private let account = "https://www.workato.com/api"

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/mirror.db"
    }

    private func open(_ path: String? = nil) throws -> MirrorDatabase {
        try MirrorDatabase.open(path ?? self.path, account: account)
    }

    private func change(_ sql: String) throws { try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) } }

    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test("that somebody has made empty is private before anything comes into it; a mode that is set later stays")
    func touched() throws {
        #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644]))
        _ = try open()
        #expect(try mode(path) == 0o600)
        #expect(chmod(path, 0o640) == 0)
        _ = try open()
        #expect(try mode(path) == 0o640)
    }

    @Test("that came back from a dump is ours to every command, and gets its id again")
    func dumped() throws {
        try open().checkpoint()
        try change("PRAGMA application_id = 0")
        _ = try History(path)
        _ = try MirrorDatabase.reading(path)
        _ = try MirrorStatus(of: path)
        let mirror = try open()
        #expect(try mirror.queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") } == MirrorDatabase.applicationID)
    }

    @Test("that has another program's id is refused by every command, whatever its tables are called")
    func foreign() throws {
        try open().checkpoint()
        try change("PRAGMA application_id = 12345")
        #expect(throws: StoreError.notOurs(path: path)) { try open() }
        #expect(throws: StoreError.notOurs(path: path)) { try History(path) }
        #expect(throws: StoreError.notOurs(path: path)) { try MirrorDatabase.reading(path) }
    }

    @Test("that was cut to half is told as damaged, with what to do")
    func cut() throws {
        let mirror = try open()
        try mirror.checkpoint()
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber).intValue
        #expect(truncate(path, size / 2) == 0)
        #expect(throws: StoreError.damaged(path: path)) { try open() }
        #expect(throws: StoreError.damaged(path: path)) { try History(path) }
        #expect(throws: StoreError.damaged(path: path)) { try MirrorStatus(of: path) }
        #expect(StoreError.damaged(path: path).hint.contains("restore a copy"))
    }

    @Test("in which a user has a table of a name that the mirror needs is told so")
    func nameTaken() throws {
        try change("PRAGMA application_id = \(MirrorDatabase.applicationID); CREATE TABLE recipes (x)")
        #expect { try open() } throws: { error in
            guard case StoreError.nameTaken(path, let message) = error else { return false }
            return message.contains("recipes")
        }
    }

    @Test("has one lock, whatever names it has: a link of either kind, and a path of another form")
    func lock() throws {
        let (soft, hard) = (folder + "/soft.db", folder + "/hard.db")
        let other = folder + "/../" + (folder as NSString).lastPathComponent + "/mirror.db"
        _ = try open()
        #expect(symlink(path, soft) == 0 && link(path, hard) == 0)
        for (first, second) in [(path, soft), (soft, path), (path, hard), (hard, soft), (other, path)] {
            let lock = try SyncLock(for: first)
            #expect {
                _ = try SyncLock(for: second)
            } throws: { error in
                guard case StoreError.syncRunning(second, _) = error else { return false }
                return true
            }
            _ = consume lock
            // It is free again.
            _ = try SyncLock(for: second)
        }
        #expect(!FileManager.default.fileExists(atPath: soft + ".lock"))
    }

    @Test(
        "is known by what it is, not by what SQLite would take its path for",
        arguments: ["file:x.db", "a?mode=memory#%20.db", ":memory:"])
    func odd(name: String) throws {
        let path = folder + "/" + name
        _ = try open(path)
        #expect(try mode(path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { $0.utf8.starts(with: name.utf8) })
        _ = try History(path)
        #expect(FilePath.absolute(name) == FileManager.default.currentDirectoryPath + "/" + name)
    }

    @Test("is a plain file")
    func special() throws {
        #expect(throws: StoreError.file(path: "/dev/null", reason: "it is not a plain file")) { try open("/dev/null") }
        #expect(throws: StoreError.file(path: folder, reason: "it is a folder")) { try open(folder) }
        #expect(throws: StoreError.unreadable(path: folder, reason: "it is a folder")) { try History(folder) }
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: StoreError.file(path: path, reason: "it is not a plain file")) { _ = try SyncLock(for: path) }
    }

    @Test("whose other name has a log of its own is not written")
    func otherLog() throws {
        let other = folder + "/other.db"
        try open().checkpoint()
        #expect(link(path, other) == 0)
        try Data([1]).write(to: URL(filePath: other + "-wal"))
        #expect(throws: StoreError.otherLog(path: path, name: "other.db")) { try open() }
        try FileManager.default.removeItem(atPath: other + "-wal")
        _ = try open()
    }

    @Test("a clock that is set back hides no run: their order counts")
    func setBack() throws {
        let (history, queue) = try PastMirror.history()
        try queue.write { db in
            // Runs 5 to 7 follow run 4 of 14 March, by a clock that has gone back to the 12th.
            for (run, day) in [(5, "12T02"), (6, "12T03"), (7, "12T04")] {
                let at = "2024-03-\(day):00:00.000Z"
                try db.execute(
                    sql: """
                        INSERT INTO sync_runs (
                            id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url)
                        VALUES (?, ?, ?, 'complete', 0, 0, 0, 0, 0, 0, '1', 'u')
                        """, arguments: [run, at, at])
            }
        }
        #expect(try history.runs(since: "2024-03-14", until: nil) == 4...7)
        #expect(try history.runs(since: "2024-03-12T03:30:00.000Z", until: nil) == 3...7)
        #expect(try history.runs(since: "2024-03-15", until: nil) == nil)
        #expect(try history.runs(since: nil, until: "2024-03-12T02:30:00.000Z") == 1...5)
        #expect(try MirrorDatabase.lastComplete(in: history.path) == "2024-03-12T04:00:00.000Z")
        #expect(try AsOfRun("2024-03-12T03:30:00.000Z", in: history.path).run == 6)
        #expect(try AsOfRun("2024-03-20", in: history.path).run == 7)
    }
}
