import Foundation
import Testing

@Suite("The exit code", .serialized)
struct ExitCodeTests {
    /// A command line that cannot be right, whatever is in the mirror.
    private static let usage: [[String]] = [
        ["query", "no-such-report"], ["query", "task-usage-by-month", "-p", "form=2024-01"],
        ["query", "task-usage-by-month", "-p", "from=May"],
        ["query", "--sql", "SELECT FROM recipes"], ["query", "--sql", "SELECT 1; SELECT 2"], ["query", "--sql", "DELETE FROM recipes"],
        ["query", "--sql", "VACUUM INTO 'copy.db'"], ["query", "--sql", "ATTACH 'other.db' AS other"],
        ["query", "sync-health", "--as-of", "yesterday"], ["query", "sync-health", "--as-of", "99"],
        ["sync", "--base-url", "http://127.0.0.1:1", "--region", "eu"], ["sync", "--region", "moon"], ["sync", "--base-url", "ftp://x"],
        ["sync", "--only", "recipies"], ["sync", "--reserve", "100"], ["synk"],
    ]

    @Test("is 64 for a wrong command line, an unknown report, bad SQL, SQL that writes, and a bad --as-of") func usage() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let before = try scene.live("mirror.db")
            for line in Self.usage {
                let run = try await scene.start(line, environment: ["WORKATO_BASE_URL": nil]).finish()
                #expect(run.code == 64 && run.output.isEmpty && !run.errors.isEmpty, "\(line): \(run.code) \(run.errors)")
            }
            #expect(!scene.exists("copy.db") && !scene.exists("other.db"))
            #expect(try scene.live("mirror.db") == before)
        }
    }

    @Test("is 69 when nothing listens at the address") func unreachable() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("sync", environment: ["WORKATO_BASE_URL": "http://127.0.0.1:1"])
            #expect(run.code == 69 && run.errors.contains("127.0.0.1:1") && run.errors.contains("\nhint: "), "\(run.code) \(run.errors)")
        }
    }

    @Test("is 74 for a file that is missing or is no mirror, and that file is left as it is") func notAMirror() async throws {
        try await Scene.play { scene in
            let missing = try await scene.mirror("query", "sync-health", "--db", "missing.db")
            #expect(missing.code == 74 && !scene.exists("missing.db"), "\(missing.errors)")
            let text = Data(repeating: UInt8(ascii: "A"), count: 5000)
            try text.write(to: scene.folder.appending(path: "text.db"))
            for command in [["sync"], ["query", "sync-health"], ["query", "sync-health", "--as-of", "1"]] {
                let run = try await scene.start(command + ["--db", "text.db"]).finish()
                #expect(run.code == 74 && run.errors.contains("text.db") && run.errors.contains("\nhint: "), "\(command): \(run.errors)")
            }
            #expect(try Data(contentsOf: scene.folder.appending(path: "text.db")) == text)
        }
    }

    @Test("is 74 for a folder that does not exist") func noFolder() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("sync", "--db", "no/folder/mirror.db")
            #expect(run.code == 74 && run.errors.contains("no/folder/mirror.db"), "\(run.code) \(run.errors)")
        }
    }

    @Test("is 74 for the mirror of another account, which is left as it is") func otherAccount() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let run = try await scene.mirror("sync", environment: ["WORKATO_BASE_URL": "http://127.0.0.1:1"])
            #expect(run.code == 74 && run.errors.contains(scene.baseURL) && run.errors.contains("http://127.0.0.1:1"), "\(run.errors)")
            #expect(try scene.rows("SELECT id, state FROM sync_runs") == [["1", "complete"]])
        }
    }

    @Test("is 75 while another sync is at work, whose process the message names; a query is not held up") func locked() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let lock = open(scene.path("mirror.db.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            defer { close(lock) }
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let pid = Array("4711\n".utf8)
            #expect(ftruncate(lock, 0) == 0 && pwrite(lock, pid, pid.count, 0) == pid.count)
            let run = try await scene.mirror("sync")
            #expect(run.code == 75 && run.errors.contains("pid 4711") && run.errors.contains("\nhint: "), "\(run.code) \(run.errors)")
            _ = try await scene.query(["sync-health"])
        }
    }
}
