import Foundation
import Testing

@Suite("A recording", .serialized)
struct ReplayTests {
    @Test("gives the mirror that the recorded sync made, without a network and without credentials", arguments: ["2020", "2024", "2025"])
    func replayed(dialect: String) async throws {
        try await Scene.play(["--dialect", dialect, "--record", "answers"]) { scene in
            try await scene.sync()
            try await scene.stopSimulator()
            let run = try await replay(scene, into: "replayed.db")
            #expect(run.code == 0 && run.errors.hasPrefix("run 1: complete"), "\(run.errors)")
            let (recorded, replayed) = try (scene.live("mirror.db"), scene.live("replayed.db"))
            #expect(recorded.keys.sorted() == replayed.keys.sorted() && recorded.values.contains { !$0.isEmpty })
            #expect(recorded.filter { replayed[$0.key] != $0.value }.keys.sorted() == [])
            let again = try await replay(scene, into: "replayed.db")
            #expect(again.code == 64 && again.errors.contains("the last run in replayed.db ended at"), "\(again.errors)")
            #expect(try scene.live("replayed.db") == replayed)
        }
    }

    @Test("that lacks an answer makes a partial mirror, and names the request") func incomplete() async throws {
        try await Scene.play(["--record", "answers"]) { scene in
            try await scene.sync("first.db")
            try await scene.stopSimulator()
            let answers = try FileManager.default.contentsOfDirectory(atPath: scene.path("answers"))
            // The shortest: without the longest page another listing would be asked for a page more.
            let roles = try #require(
                try answers.filter { $0.hasSuffix("-roles.answer") }.min { one, other in
                    try Data(contentsOf: scene.folder.appending(path: "answers/\(one)")).count
                        < Data(contentsOf: scene.folder.appending(path: "answers/\(other)")).count
                })
            try FileManager.default.removeItem(atPath: scene.path("answers/\(roles)"))
            let run = try await replay(scene, into: "mirror.db")
            #expect(
                run.code == 75 && run.errors.hasPrefix("run 1: partial") && run.errors.contains("not in the recording"), "\(run.errors)")
            let failed = try scene.rows("SELECT resource, count(*) FROM sync_scopes WHERE state = 'failed' GROUP BY 1")
            #expect(failed == [["roles", "1"]])
        }
    }

    @Test("that ends in the middle of a listing is not taken for all of it") func cutOff() async throws {
        try await Scene.play(["--customers", "1", "--recipes", "250", "--record", "answers"]) { scene in
            try await scene.sync("first.db")
            try await scene.stopSimulator()
            for file in try FileManager.default.contentsOfDirectory(atPath: scene.path("answers")) {
                let answer = String(decoding: try Data(contentsOf: scene.folder.appending(path: "answers/\(file)")), as: UTF8.self)
                if answer.prefix(while: { $0 != "\n" }).contains("since_id=") {
                    try FileManager.default.removeItem(atPath: scene.path("answers/\(file)"))
                }
            }
            let run = try await replay(scene, into: "mirror.db")
            #expect(run.code == 75 && run.errors.contains("not in the recording"), "\(run.code) \(run.errors)")
            #expect(try scene.rows("SELECT resource FROM sync_scopes WHERE state = 'failed'") == [["recipes"]])
        }
    }

    @Test("of one account is not taken for another's mirror; a folder that is none ends with 74") func wrong() async throws {
        try await Scene.play(["--record", "answers"]) { scene in
            try await scene.sync("first.db")
            let other = try await scene.mirror("sync", "--replay", ".", "--db", "other.db")
            #expect(other.code == 74 && other.errors.contains("\nhint: ") && !scene.exists("other.db"), "\(other.code) \(other.errors)")
            try await Scene.play { elsewhere in
                try await elsewhere.sync()
                let mixed = try await elsewhere.mirror("sync", "--replay", scene.path("answers"))
                #expect(mixed.code == 74 && mixed.errors.contains(scene.baseURL), "\(mixed.code) \(mixed.errors)")
            }
        }
    }

    private func replay(_ scene: Scene, into file: String) async throws -> Finished {
        try await scene.mirror(
            "sync", "--db", file, "--replay", "answers", environment: ["WORKATO_API_TOKEN": nil, "WORKATO_BASE_URL": "http://127.0.0.1:1"])
    }
}
