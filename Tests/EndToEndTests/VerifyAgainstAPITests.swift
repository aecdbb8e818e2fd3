import Foundation
import Testing

@Suite("verify --against-api", .serialized)
struct VerifyAgainstAPITests {
    private struct Check: Decodable {
        struct Finding: Decodable { let finding, resource, key: String, details: [String] }
        struct Sentences: Decodable { let accuracy, completeness: String }
        let seed: UInt64
        let objects, sampled, same, differ, differUndated, changedSince, notFound, notComparable, requests: Int
        let findings: [Finding]
        let sentences: Sentences
    }

    private func check(_ scene: Scene, _ flags: String...) async throws -> (check: Check, run: Finished) {
        let run = try await scene.start(["verify", "--against-api", "--format", "json"] + flags).finish()
        let checks = try JSONDecoder.ofTheAPI.decode([Check].self, from: run.output)
        return (try #require(checks.first), run)
    }

    @Test("ends with 0 where nothing differs, and with 75 where it does, naming the cell but no value") func codes() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            let same = try await check(scene, "--sample", "50")
            #expect(same.run.code == 0 && same.check.sampled == 50 && same.check.same == 50, "\(same.run.everything)")
            #expect(same.check.sentences.accuracy.hasPrefix("0 of 50 sampled objects differ from the API: with 95 % confidence at most "))
            try scene.edit("UPDATE connections SET name = 'planted' WHERE id = (SELECT min(id) FROM connections)")
            let differs = try await check(scene, "--sample", "1000000")
            #expect(differs.run.code == 75 && differs.run.errors.contains("\nhint: "), "\(differs.run.errors)")
            #expect(differs.check.differ == 1 && differs.check.sampled == differs.check.objects)
            #expect(differs.check.findings.map(\.details) == [["name"]] && differs.check.findings[0].resource == "connections")
            #expect(!differs.run.everything.contains("planted"))
        }
    }

    @Test("draws the same sample with the printed seed") func seed() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            try scene.edit("UPDATE lookup_table_rows SET data = '{}'")
            let first = try await check(scene, "--sample", "20")
            let again = try await check(scene, "--sample", "20", "--seed", "\(first.check.seed)")
            #expect(first.check.findings.map(\.key) == again.check.findings.map(\.key))
            #expect(first.check.sentences.accuracy == again.check.sentences.accuracy)
        }
    }

    @Test("tells what has changed since the run, and what is gone") func changes() async throws {
        // Each change takes the world's time on by a minute. It must not pass this machine's by more than clocks may differ.
        let now = (Date() - 180).ISO8601Format()
        try await Scene.play(["--now", now]) { scene async throws in
            try await scene.sync()
            let changes = try await scene.change()
            let (found, run) = try await check(scene, "--sample", "1000000")
            func finding(_ resource: String, _ id: Int64) -> String? {
                found.findings.first { $0.resource == resource && $0.key.hasSuffix("\"id\":\(id)}") }?.finding
            }
            #expect(finding("managed_users", changes.customer.id) == "changed since the run", "\(found.findings)")
            #expect(finding("recipes", changes.stopped.id) == "changed since the run")
            #expect(finding("connections", changes.broken.id) == "changed since the run")
            #expect(finding("recipes", changes.deleted.id) == "not found")
            #expect(finding("lookup_table_rows", changes.deletedRow.id) == "not found")
            #expect(run.code == 0 && found.differ == 0 && found.differUndated == 0, "\(run.everything)")
        }
    }

    @Test("fits 80 columns, and its rows are as many in every format") func formats() async throws {
        try await Scene.play { scene async throws in
            try await scene.sync()
            try scene.edit("UPDATE recipes SET name = 'planted', description = 'planted', folder_id = 3, user_id = 3, copy_count = 9")
            let line = ["verify", "--against-api", "--seed", "1", "--sample", "1000000", "--format"]
            let table = try await scene.start(line + ["table"]).finish()
            #expect(table.code == 75 && table.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(table.text)")
            #expect(table.text.hasPrefix("seed ") && table.text.contains(" of all "), "\(table.text)")
            let csv = try await scene.start(line + ["csv"]).finish()
            #expect(csv.text.hasPrefix("finding,resource,key,columns,count\r\nseed,,,,1\r\nobjects,"), "\(csv.text)")
            let found = table.text.split(separator: "\n").count { $0.hasPrefix("  differs") }
            #expect(found > 0 && csv.text.split(separator: "\r\n").count { $0.hasPrefix("differs,") } == found)
            #expect(csv.errors.contains("differ from the API"))
        }
    }

    @Test("writes nothing but SQLite's own files beside the mirror, and leaves no folder behind") func leavesNothing() async throws {
        try await Scene.play { scene async throws in
            try scene.settings("withhold: [properties.value, managed_users.name]")
            try await scene.sync()
            let folder = scene.folder.appending(path: "temporary")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let (file, names) = try (Data(contentsOf: scene.folder.appending(path: "mirror.db")), scene.ownNames())
            let run = try await scene.mirror("verify", "--against-api", environment: ["TMPDIR": folder.path])
            #expect(run.code == 0, "\(run.everything)")
            #expect(try Data(contentsOf: scene.folder.appending(path: "mirror.db")) == file && scene.ownNames() == names)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            try FileManager.default.removeItem(at: scene.folder.appending(path: "mirror.db.key"))
            let keyless = try await scene.mirror("verify", "--against-api")
            #expect(keyless.code == 74 && keyless.errors.contains("mirror.db.key") && !scene.exists("mirror.db.key"))
        }
    }

    @Test("asks no more than the budgets allow") func budgets() async throws {
        try await Scene.play(["--rate-window", "2", "--limit", "folders=40", "--limit", "roles=6"]) { scene in
            try scene.settings("limits: {folders: 40, roles: 6}\nreserve: 0")
            let run = try await scene.mirror("sync", environment: ["WORKATO_RATE_WINDOW": "2"])
            #expect(run.code == 0, "\(run.errors)")
            let line = ["verify", "--against-api", "--sample", "1000000"]
            let check = try await scene.start(line, environment: ["WORKATO_RATE_WINDOW": "2"]).finish()
            #expect(check.code == 0, "\(check.errors)")
            #expect(try await scene.refusedRequests() == 0)
        }
    }

    @Test("ends with 64, 69, 74, 75 and 77 as other commands do") func failures() async throws {
        try await Scene.play { scene async throws in
            let missing = try await scene.mirror("verify", "--against-api")
            #expect(missing.code == 74 && !scene.exists("mirror.db"), "\(missing.errors)")
            try await scene.sync()
            for flags in [["--sample", "5"], ["--seed", "5"], ["--against-api", "--sample", "0"], ["--against-api", "--seed", "-1"]] {
                #expect(try await scene.start(["verify"] + flags).finish().code == 64, "\(flags)")
            }
            let cases: [(variables: [String: String?], code: Int32)] = [
                (["WORKATO_API_TOKEN": nil], 77), (["WORKATO_API_TOKEN": "wrong"], 77),
                (["WORKATO_BASE_URL": "http://127.0.0.1:1"], 74),
            ]
            for (variables, code) in cases {
                let run = try await scene.mirror("verify", "--against-api", environment: variables)
                #expect(run.code == code && run.errors.contains("\nhint: ") && run.output.isEmpty, "\(variables): \(run.everything)")
            }
            try await scene.stopSimulator()
            #expect(try await scene.mirror("verify", "--against-api").code == 69)
        }
    }
}

extension Scene {
    /// The files that are not SQLite's own, nor written by these tests.
    fileprivate func ownNames() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set(names.filter { !$0.hasPrefix("log-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
    }
}
