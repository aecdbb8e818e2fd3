import Foundation
import GRDB
import Testing

/// A mirror where nothing can be written: on a medium that is mounted to be read only, in a name space of the test's own.
@Suite("On a medium that cannot be written", .serialized)
struct ReadOnlyMediumTests {
    private static let commands = [
        "query --sql 'SELECT max(id) AS run FROM sync_runs'", "query customer-overview --as-of 1", "changes --run 1", "diff 1 1", "status",
    ]

    /// It is tried: root of a container may not.
    private static let mayMount =
        geteuid() == 0
        && system("unshare -m sh -c 'mount --bind /tmp /tmp && mount -o remount,ro,bind /tmp' >/dev/null 2>&1") == 0

    /// What each command does with `media/mirror.db`.
    private func outcomes(_ scene: Scene, isReadOnly: Bool = true) async throws -> [Finished] {
        var outcomes: [Finished] = []
        for command in Self.commands {
            let mount = isReadOnly ? "mount --bind media media && mount -o remount,ro,bind media" : "true"
            try Data("\(mount) && cd media && exec workato-mirror \(command)\n".utf8).write(to: scene.folder.appending(path: "script"))
            outcomes.append(try await scene.shell("unshare -m sh script"))
        }
        return outcomes
    }

    private func copy(_ scene: Scene, _ suffixes: [String]) throws {
        try? FileManager.default.removeItem(atPath: scene.path("media"))
        try FileManager.default.createDirectory(atPath: scene.path("media"), withIntermediateDirectories: true)
        for suffix in suffixes {
            try FileManager.default.copyItem(atPath: scene.path("mirror.db\(suffix)"), toPath: scene.path("media/mirror.db\(suffix)"))
        }
    }

    @Test("a live mirror is read as it is anywhere, without a log or with an empty one", .enabled(if: mayMount, "this user may not mount"))
    func whole() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try copy(scene, [""])
            let expected = try await outcomes(scene, isReadOnly: false)
            for hasLog in [false, true] {
                try copy(scene, [""])
                if hasLog { #expect(FileManager.default.createFile(atPath: scene.path("media/mirror.db-wal"), contents: nil)) }
                for (run, other) in zip(try await outcomes(scene), expected) {
                    #expect(run.code == 0 && other.code == 0, "\(run.errors)")
                    // How long ago things were goes on.
                    #expect(run.text == other.text || run.text.contains("ago"))
                }
            }
        }
    }

    @Test(
        "a run that is in the log alone is seen, or said to be out of reach, and never passed over",
        .enabled(if: mayMount, "this user may not mount"))
    func log() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let queue = try DatabaseQueue(path: scene.path("mirror.db"))
            try await queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url)
                        SELECT 2, started_at, finished_at, state, 0, 0, 0, 0, 0, 0, tool_version, base_url FROM sync_runs
                        """)
            }
            try copy(scene, ["", "-wal", "-shm"])
            let whole = try await outcomes(scene)
            #expect(whole.map(\.code) == [0, 0, 0, 0, 0] && whole[0].text == "run\r\n2\r\n", "\(whole.map(\.errors))")
            try copy(scene, ["", "-wal"])
            for run in try await outcomes(scene) {
                #expect(
                    run.code == 74 && run.output.isEmpty && run.errors.contains("mirror.db: mirror.db-wal holds a part"), "\(run.errors)")
                #expect(run.errors.contains("\nhint: ") && run.errors.contains("VACUUM INTO"))
            }
            try queue.close()
        }
    }
}
