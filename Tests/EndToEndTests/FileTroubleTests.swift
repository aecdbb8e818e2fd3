import Foundation
import Testing

@Suite("Trouble with the file", .serialized)
struct FileTroubleTests {
    private static let commands = [["sync"], ["sync", "--plan"], ["query", "sync-health"], ["status"]]

    /// One line that names the file, one that says what to do.
    private func expectTrouble(_ run: Finished, _ file: String, saying reason: String) {
        let lines = run.errors.split(separator: "\n")
        #expect(run.code == 74 && run.output.isEmpty && lines.count == 2, "\(run.code) \(run.errors)")
        #expect(run.errors.hasPrefix("workato-mirror: ") && run.errors.contains(file) && run.errors.contains(reason), "\(run.errors)")
        #expect(run.errors.contains("\nhint: "), "\(run.errors)")
    }

    /// A shell whose programs cannot write files longer than this; SQLite sees what it sees on a full disk.
    private func cramped(_ scene: Scene, kilobytes: Int) async throws -> Finished {
        try await scene.shell("trap '' XFSZ; ulimit -f \(kilobytes * 1024 / 512); exec workato-mirror sync")
    }

    @Test("without room: a first sync says so, and goes on when there is room", arguments: [8, 100, 400]) func noRoom(kilobytes: Int)
        async throws
    {
        try await Scene.play { scene in
            expectTrouble(try await cramped(scene, kilobytes: kilobytes), "mirror.db", saying: "disk")
            try await scene.sync()
            try await scene.sync("fresh.db")
            #expect(try scene.live("mirror.db") == scene.live("fresh.db"))
        }
    }

    @Test("without room for a later run: what was published stays, and so does what was listed") func noRoomLater() async throws {
        try await Scene.play(["--recipes", "60"]) { scene in
            try await scene.sync()
            let before = try scene.contents("mirror.db")
            try await scene.letPass(days: 30)
            let size = try #require(scene.files()["mirror.db"]).count
            // The file may grow by nothing; the side file and the log are smaller than it.
            let run = try await cramped(scene, kilobytes: 64)
            #expect(size > 1_000_000)
            expectTrouble(run, "mirror.db", saying: "disk")
            #expect(try scene.contents("mirror.db") == before && scene.rows("PRAGMA integrity_check") == [["ok"]])
            _ = try await scene.query(["sync-health"])
            try await scene.sync()
            try await scene.sync("fresh.db")
            #expect(try scene.live("mirror.db")["recipes"] == scene.live("fresh.db")["recipes"])
        }
    }

    @Test("held by another program is said as it is, and nothing is lost") func locked() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let before = try scene.contents("mirror.db")
            try await scene.holding("mirror.db", by: "EXCLUSIVE") {
                let run = try await scene.mirror("sync")
                expectTrouble(run, "mirror.db", saying: "locked")
                #expect(run.errors.contains("another program"))
                _ = try await scene.query(["sync-health"])
            }
            #expect(try scene.contents("mirror.db") == before)
            try await scene.sync()
        }
    }

    @Test("that is a folder, another program's or newer than the program is said, and it is left as it is") func others() async throws {
        try await Scene.play { scene in
            try FileManager.default.createDirectory(atPath: scene.path("folder.db"), withIntermediateDirectories: true)
            _ = try scene.changing("CREATE TABLE theirs (x)", in: "theirs.db")
            try Data(repeating: UInt8(ascii: "A"), count: 5_000).write(to: scene.folder.appending(path: "text.db"))
            try await scene.sync("newer.db")
            _ = try scene.changing("INSERT INTO grdb_migrations VALUES ('9999_future')", in: "newer.db")
            let before = try ["theirs.db", "text.db", "newer.db"].map { try Data(contentsOf: scene.folder.appending(path: $0)) }
            for (file, reason) in [("folder.db", "folder.db: "), ("theirs.db", "not"), ("text.db", "not")] {
                for command in Self.commands {
                    let run = try await scene.start(command + ["--db", file]).finish()
                    expectTrouble(run, file, saying: reason)
                }
                #expect(!scene.exists(file + ".staging") && !scene.exists(file + "-wal"))
            }
            expectTrouble(try await scene.mirror("sync", "--db", "newer.db"), "newer.db", saying: "newer version")
            let after = try ["theirs.db", "text.db", "newer.db"].map { try Data(contentsOf: scene.folder.appending(path: $0)) }
            #expect(after == before && !scene.exists("newer.db.staging"))
        }
    }

    // Root may read and write whatever the modes say.
    @Test("that one may not read or write is said", .enabled(if: geteuid() != 0, "root is not held up by permissions")) func forbidden()
        async throws
    {
        try await Scene.play { scene in
            try await scene.sync()
            #expect(chmod(scene.path("mirror.db"), 0) == 0)
            for command in Self.commands {
                expectTrouble(try await scene.start(command).finish(), "mirror.db", saying: "Permission denied")
            }
            #expect(chmod(scene.path("mirror.db"), 0o600) == 0 && chmod(scene.folder.path, 0o500) == 0)
            let sync = try await scene.mirror("sync", "--db", "new.db")
            #expect(chmod(scene.folder.path, 0o700) == 0)
            expectTrouble(sync, "new.db", saying: "Permission denied")
            try await scene.sync()
        }
    }
}
