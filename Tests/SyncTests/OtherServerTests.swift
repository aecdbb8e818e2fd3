import Foundation
import Simulator
import Testing

/// Servers that answer differently from ours, as documentation of other years and other clients describe them.
@Suite struct OtherServerTests {
    static let recipes = "/api/managed_users/1/recipes"

    @Test(
        "every envelope, at every page size, is read to its end",
        arguments: [
            #"{"result":%@}"#, #"{"items":%@}"#, "%@", #"{"data":%@,"count":%d,"page":1,"per_page":7}"#, #"{"result":{"items":%@}}"#,
        ],
        [1, 2, 7, 100])
    func envelopes(form: String, size: Int) async throws {
        var server = OtherServer()
        let customers = (1...9).map { #"{"id":\#($0),"name":"c\#($0)"}"# }
        server.pages("/api/managed_users", customers, size: size) { list, count in
            form.replacing("%@", with: list).replacing("%d", with: "\(count)")
        }
        try await server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users") == [["n": "9"]])
        }
    }

    @Test("nasty values arrive whole, and what has no column is kept with its digits")
    func nastyValues() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"count":1,"data":[{"id":1,"name":null,"exteranl_id":"a/b c","trial":"true"}]}"#)
        let code = String(repeating: #"{\"é\":\"🚀\\n\"}"#, count: 20_000)
        server.on(
            Self.recipes,
            """
            {"count": 1, "items": [ {"new_field": {"deep" : [1.10, 12345678901234567890, "x\\u0041"]}, "id": "9007199254740993",
              "name": " a\\nb\\t\\"🎉\\" ", "running": 1, "folder_id": "523144", "copy_count": "many", "user_id": 1.5,
              "created_at": "2019-09-11T01:20:08-07:00", "updated_at": "yesterday", "version_no": 3, "project_id": "p-1",
              "config": [{"keyword":"application","provider":"slack","account_id":"77"}, "not an object", null],
              "action_applications": null, "trigger_application": "", "code": "\(code)", "last_run_at": null,
              "lifetime_task_count": 99999999999} ] }
            """)
        try await server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            let recipe = try #require(try harness.rows("SELECT * FROM recipes").first)
            #expect(recipe["id"] == "9007199254740993")
            #expect(recipe["name"] == " a\nb\t\"🎉\" ")
            #expect(recipe["running"] == "1")
            #expect(recipe["folder_id"] == "523144")
            #expect(recipe["project_id"] == .some(nil))
            #expect(recipe["created_at"] == "2019-09-11T08:20:08.000Z")
            let extra =
                #"{"new_field":{"deep":[1.10,12345678901234567890,"x\u0041"]},"user_id":1.5,"updated_at":"yesterday","copy_count":"many","project_id":"p-1"}"#
            #expect(recipe["_extra"] == extra)
            #expect(try harness.rows("SELECT connection_id FROM recipe_connections") == [["connection_id": "77"]])
            #expect(try harness.rows("SELECT length(code) AS n FROM recipe_versions").first?["n"] == "\(20_000 * 11)")
            #expect(try harness.rows("SELECT external_id, trial FROM managed_users") == [["external_id": "a/b c", "trial": "1"]])
            #expect(try harness.rows("SELECT lifetime_task_count AS n FROM recipe_activity") == [["n": "99999999999"]])
        }
    }

    @Test("a server that does not turn the pages ends as drift, not as a loop")
    func endlessPaging() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"[{"id":1},{"id":2}]"#)
        try await server.run { simulator async throws in
            let run = try await Harness().sync(simulator).run
            #expect(run.state == .partial)
            #expect(run.resources.first { $0.resource == "managed_users" }?.drifted == 1)
            #expect(simulator.requests.counts["GET /api/managed_users"] == 2)
        }
    }

    @Test("recipes that do not descend by id are read by page number instead")
    func ascendingRecipes() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"result":[{"id":1}],"count":1}"#)
        server.pages(Self.recipes, (1...25).map { #"{"id":\#($0)}"# }, size: 10) { list, _ in list }
        try await server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.rows("SELECT count(*) AS n FROM recipes") == [["n": "25"]])
        }
    }

    @Test("an envelope that nobody knows is drift, and the answer is kept as it came")
    func unknownEnvelope() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"result":[{"id":1}],"count":1}"#)
        server.on(Self.recipes, #"{"records":[{"id":5}]}"#)
        try await server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .partial)
            let kept = try harness.rows("SELECT resource, scope, CAST(body AS TEXT) AS body FROM drift_observations")
            #expect(kept == [["resource": "recipes", "scope": "managed_user_id=1", "body": #"{"records":[{"id":5}]}"#]])
        }
    }

    @Test("a record without a key is kept as drift, the others as rows")
    func keyless() async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"result":[{"id":1},{"id":null,"name":"who"}],"count":2}"#)
        try await server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .partial)
            #expect(try harness.rows("SELECT id FROM managed_users") == [["id": "1"]])
            #expect(try harness.rows("SELECT CAST(body AS TEXT) AS b FROM drift_observations") == [["b": #"{"id":null,"name":"who"}"#]])
        }
    }

    @Test(
        "a usage answer in no known form is kept, reported, and stops nothing",
        arguments: [#"{"result":{"total":"lots"}}"#, #"{"result":{"1":{"2024-01":1e999}}}"#, "[[1]]", "7"])
    func unknownUsage(body: String) async throws {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"result":[{"id":1}],"count":1}"#)
        server.on("/api/managed_users/usage", body)
        try await server.run { simulator async throws in
            let harness = try Harness()
            let run = try await harness.sync(simulator).run
            #expect(run.state == .partial)
            #expect(run.resources.first { $0.resource == "task_usage" }?.drifted == 1)
            #expect(try harness.rows("SELECT body FROM usage_observations") == [["body": body]])
            #expect(try harness.rows("SELECT id FROM managed_users") == [["id": "1"]])
        }
    }
}
