import Simulator
import Testing

@Suite("Actions on recipes")
struct RecipeActionTests {
    private static let path = "/api/managed_users/10/recipes"

    private func world() -> World {
        let world = plantedWorld()
        world.add(recipe(1, running: true, folder: 101), to: .recipes(of: 10))
        world.add(recipe(2), to: .recipes(of: 10))
        return world
    }

    @Test("copy a recipe, stopped and with nothing done") func copy() async throws {
        let world = world()
        world.add(["id": 7, "name": "F", "parent_id": 101], to: .folders(of: 10))
        world.set("copy_count", to: 0, of: 1, in: .recipes(of: 10))
        world.set("job_failed_count", to: 5, of: 1, in: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let copied = try await simulator.post(Self.path + "/1/copy", #"{"folder_id":"7"}"#)
            let id = try #require(copied.json["new_flow_id"]?.integerValue)
            #expect(copied.text == #"{"success":true,"new_flow_id":\#(id)}"#)
            let copy = try await simulator.get(Self.path + "/\(id)").json
            #expect(copy["name"] == "Copy of Recipe 1" && copy["running"] == false && copy["folder_id"] == 7)
            #expect(copy["job_failed_count"] == 0 && copy["created_at"] == "2024-06-15T05:01:00.000-07:00")
            #expect(world.record(1, in: .recipes(of: 10))?["copy_count"] == 1)
            #expect(try await simulator.post(Self.path + "/1/copy", #"{"folder_id":8}"#).error(of: "folder_id") == "is invalid")
            #expect(try await simulator.post(Self.path + "/9/copy").status == 404)
        }
    }

    @Test("run a running recipe once") func run() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.put(Self.path + "/1/force_run").text == #"{"success":true}"#)
            #expect(try await simulator.post(Self.path + "/1/poll_now").json["success"] == true)
            let record = world.record(1, in: .recipes(of: 10))
            #expect(record?["job_succeeded_count"] == 2 && record?["lifetime_task_count"] == 2)
            #expect(record?["last_run_at"] == "2024-06-15T05:02:00.000-07:00")
            #expect(world.usage == [UsageCount(managedUserID: 10, month: Month(year: 2024, month: 6), taskCount: 2)])
            #expect(try await simulator.put(Self.path + "/2/force_run").status == 400)
            #expect(try await simulator.put(Self.path + "/9/force_run").text == #"{"message":"Not found"}"#)
        }
    }

    @Test(
        "are refused to a recipe that was stopped",
        arguments: [
            ("trial_expired", 400, "Trial has expired"), ("txn_quota_limit", 429, "Not enough transaction credit"),
            ("action_quota_limit", 429, "Not enough action quota"),
            ("trigger_errors_limit", 429, "Recipe is currently in trigger back off mode till 2024-06-15T12:01"),
            ("", 400, "Recipe is not running"),
        ])
    func refusals(cause: String, status: Int, message: String) async throws {
        let world = world()
        world.set("stop_cause", to: .string(cause), of: 2, in: .recipes(of: 10))
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.post(Self.path + "/2/poll_now")
            #expect(reply.status == status && reply.text == JSON.object([.init("message", .string(message))]).text)
            #expect(reply.headers["Retry-After"] == (status == 429 ? ["60"] : []))
            #expect(world.record(2, in: .recipes(of: 10))?["job_succeeded_count"] == 0)
        }
    }

    @Test("of a recipe that does not exist are not found, in words of their own") func missing() async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.post(Self.path + "/9/poll_now")
            #expect(reply.status == 404 && reply.text == #"{"success":false,"message":"Not Found"}"#)
            #expect(try await simulator.post("/api/managed_users/99/recipes/1/poll_now").text == #"{"message":"Not found"}"#)
        }
    }

    @Test("reset a trigger and share a recipe") func others() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            #expect(try await simulator.post(Self.path + "/1/reset_trigger").text == #"{"success":true}"#)
            #expect(try await simulator.post(Self.path + "/1/share").text == #"{"success":true}"#)
            #expect(try await simulator.put(Self.path + "/1/share").text == #"{"success":true}"#)
            for action in ["reset_trigger", "share"] { #expect(try await simulator.post(Self.path + "/9/\(action)").status == 404) }
            #expect(world.now.utc == "2024-06-15T12:03:00.000Z")
        }
    }
}
