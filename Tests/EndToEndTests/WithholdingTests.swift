import Foundation
import GRDB
import Testing

@Suite("A column that is withheld", .serialized)
struct WithholdingTests {
    private static let settings = "withhold: [properties.value, members.email]"
    private static let hash = "'hmac-sha256:' || '\(String(repeating: "[0-9a-f]", count: 64))'"

    private struct Property: Decodable { let value: String }
    private struct Member: Decodable { let email: String? }
    private struct Answer: Decodable { let result: [String: String] }

    /// Puts a property and a member into each account, and gives all values that must not be kept.
    private func plant(_ scene: Scene, _ word: String) async throws -> Set<String> {
        var values: Set<String> = []
        for customer in try await scene.customers() {
            let path = "/api/managed_users/\(customer.id)"
            try await scene.call("POST", "\(path)/properties", #"{"properties":{"planted":"\#(word)-value-\#(customer.id)"}}"#)
            try await scene.call("POST", "\(path)/members", #"{"name":"P","email":"\#(word)-\#(customer.id)@mail.example"}"#)
            let properties = try JSONDecoder().decode(Answer.self, from: await scene.call("GET", "\(path)/properties?prefix="))
            values.formUnion(properties.result.values)
            values.formUnion(try await scene.list("\(path)/members", of: Member.self).compactMap(\.email))
        }
        // A short value may be a part of anything.
        return values.filter { $0.utf8.count >= 12 && !$0.contains(where: \.isNewline) && !$0.contains("\"") }
    }

    @Test("is in no file: a hash stands for it, which changes when it does") func hashed() async throws {
        try await Scene.play { scene in
            try scene.settings(Self.settings)
            var values = try await plant(scene, "first")
            try await scene.sync()
            let customer = try await scene.customers()[0].id
            let planted = "FROM properties WHERE managed_user_id = \(customer) AND name = 'planted'"
            let first = try scene.rows("SELECT value \(planted)")
            values.formUnion(try await plant(scene, "second"))
            // Someone who reads keeps the log from being taken into the database when the sync ends.
            try await readMeanwhile(scene) {
                try await scene.sync()
                #expect(try (scene.files()["mirror.db-wal"]?.count ?? 0) > 0)
                #expect(try values.count > 8 && scene.filesHolding(values) == [])
            }
            #expect(try scene.rows("SELECT value \(planted)") != first && first.count == 1)
            try await scene.sync()
            #expect(try scene.rows("SELECT count(*) FROM changes WHERE run_id = 3") == [["0"]])
            for column in ["value FROM properties", "value FROM properties_history", "email FROM members"] {
                let found = try scene.rows(
                    "SELECT count(*) > 3, sum(v IS NOT NULL AND v NOT GLOB \(Self.hash)) FROM (SELECT \(column.replacing(" FROM", with: " AS v FROM")))"
                )
                #expect(found == [["1", "0"]], "\(column)")
            }
            #expect(try scene.mode("mirror.db.key") == 0o600 && scene.files()["mirror.db.key"]?.count == 32)
        }
    }

    private func readMeanwhile(_ scene: Scene, _ body: () async throws -> Void) async throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: scene.path("mirror.db"), configuration: configuration)
        try reader.inDatabase { try $0.execute(sql: "BEGIN; SELECT * FROM sync_runs") }
        try await body()
        try reader.inDatabase { try $0.execute(sql: "COMMIT") }
        try reader.close()
    }

    @Test("is not in the side file of a sync that was killed either") func killed() async throws {
        try await Scene.play(["--customers", "80", "--recipes", "1", "--connections", "1"]) { scene in
            try scene.settings(Self.settings)
            let values = try await plant(scene, "first")
            let sync = try scene.start(["sync"], environment: ["WORKATO_RATE_WINDOW": "86400"])
            try await wait(until: "properties and members are staged") {
                guard sync.isRunning else { throw try await Unexpected(sync.finish()) }
                let asked = try await scene.requestsByPath()
                return asked.count { $0.key.hasSuffix("/members") && $0.value > 1 } >= 30 && scene.exists("mirror.db.staging")
            }
            sync.send(signal: SIGKILL)
            _ = try await sync.finish()
            #expect(try scene.filesHolding(["hmac-sha256:"]).contains("mirror.db.staging"))
            #expect(try values.count > 160 && scene.filesHolding(values) == [])
        }
    }

    @Test("is masked in an answer that nobody could interpret") func drift() async throws {
        try await Scene.play { scene in
            try scene.settings(Self.settings)
            let values = try await plant(scene, "first")
            try await scene.fail("GET /api/managed_users/*/members always unknown\nGET /api/managed_users/*/properties always unknown")
            let run = try await scene.mirror("sync")
            #expect(run.code == 65, "\(run.code) \(run.errors)")
            #expect(try scene.rows("SELECT DISTINCT resource FROM drift_observations ORDER BY 1") == [["members"], ["properties"]])
            #expect(try scene.filesHolding(values) == [])
        }
    }

    @Test(
        "must be one that there is and that identifies nothing: else 64, and nothing is asked",
        arguments: ["properties.name", "members.id", "members.mail", "propertys.value", "role_privileges.privilege", "managed_users.id"])
    func refused(column: String) async throws {
        try await Scene.play { scene in
            try scene.settings("withhold: [\(column)]")
            let run = try await scene.mirror("sync")
            #expect(run.code == 64 && run.errors.contains("withhold") && run.errors.contains("\nhint: "), "\(run.errors)")
            #expect(try await scene.requests() == 0)
        }
    }
}
