import Foundation
import Testing

/// One file, whatever its name is written like, and no file where none is named.
@Suite("The name of the mirror's file") struct FileNameTests {
    private static func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    /// What lies in the folder but is not the test's own: the simulator's port, and what the programs wrote.
    private static func made(in scene: Scene) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).filter { $0 != "port" && !$0.hasPrefix("log-") }
    }

    @Test("is a path, also where SQLite would see an address in it", arguments: ["file:x.db", "file:x.db?mode=memory", "a%20b#c?.db"])
    func path(name: String) async throws {
        try await Scene.play { scene in
            try await scene.sync(name)
            #expect(try Self.mode(scene.path(name)) == 0o600)
            let files = try Self.made(in: scene)
            #expect(files.allSatisfy { $0.hasPrefix(name) }, "\(files)")
            #expect(try await scene.query(["--db", name, "--sql", "SELECT count(*) > 0 AS n FROM recipes"]) == Data("n\r\n1\r\n".utf8))
            #expect(try await scene.mirror("status", "--db", name).code == 0)
            #expect(try await scene.mirror("changes", "--db", name).code == 0)
        }
    }

    @Test("is that of a file, in every command", arguments: [":memory:", ""])
    func noFile(name: String) async throws {
        try await Scene.play { scene in
            for command in [
                ["sync"], ["query", "task-usage-by-month"], ["query", "--sql", "SELECT 1"], ["changes"], ["status"], ["diff", "1"],
                ["history", "recipes", "1"], ["sync", "--plan"],
            ] {
                let run = try await scene.start(command + ["--db", name]).finish()
                #expect(run.code == 64 && run.errors.contains("hint: "), "\(command): \(run.code) \(run.errors)")
            }
            #expect(try Self.made(in: scene) == [])
        }
    }

    @Test("leads a second sync to the first one's lock, through a link of either kind", arguments: [true, false])
    func links(isSymbolic: Bool) async throws {
        try await Scene.play(["--fault", "GET /api/managed_users always slow 600s"]) { scene in
            #expect(FileManager.default.createFile(atPath: scene.path("mirror.db"), contents: nil))
            let other = scene.path("other.db")
            #expect((isSymbolic ? symlink("mirror.db", other) : link(scene.path("mirror.db"), other)) == 0)
            let first = try scene.start(["sync"])
            try await wait(until: "the first sync is at work") { scene.exists("mirror.db.staging") }
            let second = try await scene.mirror("sync", "--db", "other.db")
            #expect(second.code == 75 && second.errors.contains("another sync is at work"), "\(second.errors)")
            first.send(signal: SIGKILL)
            _ = try await first.finish()
        }
    }

    @Test("of a file that came back from a dump: read at once, synced and ours again")
    func dump() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let dump = try await scene.shell("sqlite3 mirror.db .dump | sqlite3 new.db")
            #expect(dump.code == 0, "\(dump.errors)")
            #expect(try await scene.query(["--db", "new.db", "--sql", "SELECT 1 AS n"]) == Data("n\r\n1\r\n".utf8))
            try await scene.sync("new.db")
            #expect(try await scene.shell("sqlite3 new.db 'PRAGMA application_id'").text == "1466649970\n")
            #expect(try await scene.mirror("changes", "--db", "new.db", "--run", "1").code == 0)
        }
    }

    @Test("of a file that was cut to half: each command says that it is damaged, and what to do")
    func cut() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let size = try #require(try FileManager.default.attributesOfItem(atPath: scene.path("mirror.db"))[.size] as? NSNumber)
            #expect(truncate(scene.path("mirror.db"), size.intValue / 2) == 0)
            for command in [["sync"], ["query", "--sql", "SELECT count(*) FROM recipes"], ["changes"], ["status"]] {
                let run = try await scene.start(command).finish()
                #expect(run.code == 74, "\(command): \(run.errors)")
                #expect(run.errors.contains("damaged") && run.errors.contains("restore a copy"), "\(command): \(run.errors)")
            }
        }
    }
}
