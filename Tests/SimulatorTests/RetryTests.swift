import Simulator
import Testing

/// A month's figure moves after its end: a bill may have been written by then.
@Suite("Late retries")
struct RetryTests {
    private static let may = Month(year: 2024, month: 5)

    /// Customer 10 has a recipe that is stopped, and one that runs.
    private func world() -> World {
        let world = plantedWorld()
        world.add(recipe(1), to: .recipes(of: 10))
        world.add(recipe(2, running: true), to: .recipes(of: 10))
        world.setUsage(100, of: 10, in: Self.may)
        return world
    }

    private func figures(_ world: World, of customer: Int64) -> [String: Int64] {
        Dictionary(uniqueKeysWithValues: world.usage.filter { $0.managedUserID == customer }.map { ($0.month.description, $0.taskCount) })
    }

    @Test("move a past month, and the counters of a running recipe now") func up() {
        let world = world()
        #expect(world.retry(tasks: 40, of: 10, in: Self.may))
        #expect(figures(world, of: 10) == ["2024-05": 140])
        let ran = world.record(2, in: .recipes(of: 10))
        #expect(ran?["lifetime_task_count"] == 40 && ran?["job_succeeded_count"] == 14)
        #expect(ran?["last_run_at"] == "2024-06-15T05:01:00.000-07:00")
        #expect(world.record(1, in: .recipes(of: 10))?["lifetime_task_count"] == 0)
    }

    @Test("that are cancelled move only the figure, at most to 0") func down() {
        let world = world()
        world.retry(tasks: -30, of: 10, in: Self.may)
        #expect(figures(world, of: 10) == ["2024-05": 70])
        world.retry(tasks: -71, of: 10, in: Self.may)
        #expect(figures(world, of: 10) == ["2024-05": 0])
        #expect(world.record(2, in: .recipes(of: 10))?["lifetime_task_count"] == 0)
    }

    @Test("give a customer without figures its first one, and an unknown customer none") func first() {
        let world = world()
        #expect(world.retry(tasks: 5, of: 20, in: Self.may))
        #expect(figures(world, of: 20) == ["2024-05": 5])
        #expect(!world.retry(tasks: 5, of: 99, in: Self.may) && !world.retry(tasks: 5, of: 0, in: Self.may))
        #expect(world.usage.count == 2)
    }

    @Test("are made by a control without credentials") func control() async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let path = "/simulator/retry?managed_user=10&month=2024-05&tasks="
            let reply = try await simulator.send(.POST, path + "40", headers: [:])
            #expect(reply.text == #"{"success":true,"now":"2024-06-15T05:01:00.000-07:00","task_count":140}"#)
            #expect(try await simulator.post(path + "-500").json["task_count"] == 0)
            #expect(try await simulator.get("/api/managed_users/usage").text.contains(#""10":{"2024-05":0}"#))
        }
    }

    @Test(
        "that name no customer, no month or no tasks are refused",
        arguments: [
            ("month=2024-05&tasks=1", "managed_user"), ("managed_user=99&month=2024-05&tasks=1", "managed_user"),
            ("managed_user=0&month=2024-05&tasks=1", "managed_user"), ("managed_user=x&month=2024-05&tasks=1", "managed_user"),
            ("managed_user=10&tasks=1", "month"), ("managed_user=10&month=2024-13&tasks=1", "month"),
            ("managed_user=10&month=2024-5&tasks=1", "month"), ("managed_user=10&month=2024-07&tasks=1", "month"),
            ("managed_user=10&month=2024-05", "tasks"), ("managed_user=10&month=2024-05&tasks=0", "tasks"),
            ("managed_user=10&month=2024-05&tasks=1.5", "tasks"), ("managed_user=10&month=2024-05&tasks=9223372036854775808", "tasks"),
            ("managed_user=10&month=2024-05&tasks=-1000000001", "tasks"), ("", "managed_user"),
        ])
    func refused(query: String, field: String) async throws {
        let world = world()
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.post("/simulator/retry?\(query)")
            #expect(reply.status == 400 && reply.error(of: field) != nil)
            #expect(world.now.utc == "2024-06-15T12:00:00.000Z" && figures(world, of: 10) == ["2024-05": 100])
        }
    }
}
