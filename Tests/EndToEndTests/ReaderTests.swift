import Foundation
import GRDB
import Testing

@Suite("Whoever reads while a sync is at work", .serialized)
struct ReaderTests {
    private static let counts = """
        SELECT (SELECT count(*) FROM sync_runs WHERE state <> 'failed'), (SELECT count(*) FROM recipes), (SELECT count(*) FROM task_usage),
            (SELECT count(*) FROM lookup_table_rows), (SELECT count(*) FROM record_digests)
        """

    @Test("is not held up, and sees the run before or the run after as a whole") func wholeRuns() async throws {
        try await Scene.play(["--recipes", "40", "--rows", "200"]) { scene in
            let refused = try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": "wrong"])
            #expect(refused.code == 77)
            let before = try scene.rows(Self.counts)
            let sync = try scene.start(["sync"])
            var seen: [[[String]]] = []
            while sync.isRunning {
                let counts = try scene.rows(Self.counts)
                if seen.last != counts { seen.append(counts) }
            }
            #expect(try await sync.finish().code == 0)
            let after = try scene.rows(Self.counts)
            #expect(before == [["0", "0", "0", "0", "0"]] && after.first?.first == "1")
            #expect(seen == [before, after] || seen == [before], "\(seen)")
        }
    }

    @Test("goes on reading the run that its transaction began with, and does not hold up the sync") func longTransaction() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let before = try scene.live("mirror.db")["recipes"]
            _ = try await scene.change()
            var configuration = Configuration()
            configuration.readonly = true
            let reader = try DatabasePool(path: scene.path("mirror.db"), configuration: configuration).makeSnapshot()
            let names = { try reader.read { try String.fetchAll($0, sql: "SELECT max(id) || ' runs' FROM sync_runs") } }
            #expect(try names() == ["1 runs"])
            try await scene.sync()
            #expect(try names() == ["1 runs"])
            #expect(try scene.rows("SELECT max(id) FROM sync_runs") == [["2"]] && scene.live("mirror.db")["recipes"] != before)
        }
    }
}
