import Foundation
import Testing

@Suite("A sync that is recorded", .serialized)
struct RecordTests {
    private static let offline: [String: String?] = ["WORKATO_API_TOKEN": nil, "WORKATO_BASE_URL": "http://127.0.0.1:1"]

    @Test("can be played: the same rows, at the same time, without network and credentials", arguments: ["2020", "2025"])
    func played(dialect: String) async throws {
        try await Scene.play(["--dialect", dialect]) { scene in
            let recorded = try await scene.mirror("sync", "--record", "answers")
            #expect(recorded.code == 0, "\(recorded.errors)")
            try await scene.stopSimulator()
            let replayed = try await scene.mirror("sync", "--db", "replayed.db", "--replay", "answers", environment: Self.offline)
            #expect(replayed.code == 0, "\(replayed.code) \(replayed.errors)")
            let (one, other) = try (scene.live("mirror.db"), scene.live("replayed.db"))
            #expect(one.keys.sorted() == other.keys.sorted() && one.values.contains { !$0.isEmpty })
            #expect(one.filter { other[$0.key] != $0.value }.keys.sorted() == [])
            let ended = "SELECT finished_at FROM sync_runs"
            let (first, second) = try (scene.rows(ended)[0][0], scene.rows(ended, in: "replayed.db")[0][0])
            #expect(second <= first && second > "2026")
        }
    }

    @Test("is for its owner alone, and holds neither token, secret nor withheld value") func secrets() async throws {
        try await Scene.play { scene in
            try scene.settings("withhold: [members.email, properties.value]\n")
            let recorded = try await scene.mirror("sync", "--record", "answers")
            #expect(recorded.code == 0, "\(recorded.errors)")
            let mails = try await plain(scene, "managed_users", "members", "email")
            let values = try await plain(scene, "managed_users", "properties", nil)
            #expect(mails.count > 3 && values.count > 3)
            let files = try FileManager.default.contentsOfDirectory(atPath: scene.path("answers"))
            for file in files {
                let text = String(decoding: try Data(contentsOf: scene.folder.appending(path: "answers/\(file)")), as: UTF8.self)
                #expect(!text.contains(Scene.token))
                if file.contains("-members") { #expect(!mails.contains { text.contains("\"\($0)\"") }, "\(file)") }
                if file.contains("-properties") { #expect(!values.contains { text.contains("\"\($0)\"") }, "\(file)") }
                let mode = try FileManager.default.attributesOfItem(atPath: scene.path("answers/\(file)"))[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            #expect(try FileManager.default.attributesOfItem(atPath: scene.path("answers"))[.posixPermissions] as? Int == 0o700)
        }
    }

    /// What the API says without the program's withholding, by customer.
    private func plain(_ scene: Scene, _ parent: String, _ list: String, _ field: String?) async throws -> Set<String> {
        let customers = try scene.rows("SELECT id FROM managed_users").map { $0[0] }
        var values: Set<String> = []
        for customer in customers {
            let prefix = list == "properties" ? ["-p", "prefix="] : []
            let run = try await scene.start(["api", "\(parent)/\(customer)/\(list)"] + prefix).finish()
            let json = try JSONSerialization.jsonObject(with: run.output)
            let records = (json as? [[String: Any]]) ?? ((json as? [String: Any])?["result"] as? [[String: Any]]) ?? []
            if let field { values.formUnion(records.compactMap { $0[field] as? String }) }
            if field == nil, let pairs = json as? [String: Any] {
                let inner = (pairs["result"] as? [String: Any]) ?? pairs
                values.formUnion(inner.values.compactMap { $0 as? String })
            }
        }
        return values.filter { $0.count > 3 }
    }

    @Test("does not go into a folder of other things, nor into another account's recording") func folders() async throws {
        try await Scene.play { scene in
            try FileManager.default.createDirectory(atPath: scene.path("taken"), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: scene.folder.appending(path: "taken/notes.txt"))
            let taken = try await scene.mirror("sync", "--record", "taken")
            #expect(taken.code == 74 && taken.errors.contains("taken: "), "\(taken.code) \(taken.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("taken")) == ["notes.txt"])
            _ = try await scene.mirror("sync", "--record", "answers", "--only", "connectors")
            try await Scene.play { elsewhere in
                let mixed = try await elsewhere.mirror("sync", "--record", scene.path("answers"))
                #expect(mixed.code == 74 && mixed.errors.contains(scene.baseURL), "\(mixed.code) \(mixed.errors)")
            }
        }
    }

    @Test("is not played into a mirror that knows something newer, and is into one that knows only older") func order() async throws {
        try await Scene.play { scene in
            #expect(try await scene.mirror("sync", "--record", "old").code == 0)
            #expect(try await scene.mirror("sync", "--db", "other.db", "--record", "new").code == 0)
            let before = try scene.live("other.db")
            for target in ["mirror.db", "other.db"] {
                let back = try await scene.mirror("sync", "--db", target, "--replay", "old", environment: Self.offline)
                #expect(back.code == 64 && back.errors.contains("\nhint: play it into a file of its own"), "\(back.code) \(back.errors)")
            }
            #expect(try scene.live("other.db") == before)
            let onwards = try await scene.mirror("sync", "--replay", "new", environment: Self.offline)
            #expect(onwards.code == 0 && onwards.errors.hasPrefix("run 2: complete"), "\(onwards.code) \(onwards.errors)")
        }
    }
}
