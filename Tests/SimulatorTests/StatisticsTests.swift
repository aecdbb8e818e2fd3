import Simulator
import Testing

@Suite("Statistics of usage")
struct StatisticsTests {
    private static let path = "/api/v2/managed_users/statistics/usage"
    // The first half of 2024, Pacific time; the world's clock says June 15th.
    private static let time = #""from":"2024-01-01T08:00:00.000Z","to":"2024-07-01T07:00:00.000Z""#

    private func world() -> World {
        let world = plantedWorld()
        for (month, tasks) in [(4, Int64(300)), (5, 310), (6, 90)] {
            world.setUsage(tasks, of: 20, in: Month(year: 2024, month: month))
        }
        for (id, tasks, failed) in [(Int64(1), 525, 20), (2, 175, 0)] {
            world.add(recipe(id, running: id == 1), to: .recipes(of: 20))
            world.set("lifetime_task_count", to: .integer(tasks), of: id, in: .recipes(of: 20))
            world.set("job_failed_count", to: .integer(failed), of: id, in: .recipes(of: 20))
        }
        return world
    }

    private func counts(_ reply: Reply, _ name: String) -> [Int64] { reply.rows.compactMap { $0[name]?.integerValue } }

    @Test("has one row without an interval") func whole() async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.post(Self.path, #"{\#(Self.time),"external_ids":["A2300"]}"#)
            #expect(
                reply.text == #"{"data":[{"workspace_id":20,"external_id":"A2300","from":"2024-01-01T08:00:00.000Z","#
                    + #""to":"2024-07-01T07:00:00.000Z","task_count":700,"recipe_count":2,"active_recipe_count":1,"#
                    + #""job_succeeded_count":0,"job_failed_count":20}]}"#)
        }
    }

    @Test(
        "adds up over intervals, as the older report counts",
        arguments: [("month", 6), ("week", 26), ("day", 182), ("year", 1)])
    func intervals(interval: String, rows: Int) async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.post(Self.path, #"{\#(Self.time),"workspace_ids":[20],"interval":"\#(interval)"}"#)
            #expect(reply.rows.count == rows)
            #expect(counts(reply, "task_count").reduce(0, +) == 700)
            #expect(counts(reply, "job_failed_count").reduce(0, +) == 20)
            if interval == "month" { #expect(counts(reply, "task_count") == [0, 0, 0, 300, 310, 90]) }
        }
    }

    @Test("has hours that add up to their day") func hours() async throws {
        try await withSimulator(world()) { simulator async throws in
            let day = #"{"from":"2024-04-10T07:00:00.000Z","to":"2024-04-11T07:00:00.000Z","workspace_ids":[20],"interval":"#
            let hours = counts(try await simulator.post(Self.path, day + #""hour"}"#), "task_count")
            #expect(hours.count == 24 && hours.reduce(0, +) == 10)
            #expect(counts(try await simulator.post(Self.path, day + #""day"}"#), "task_count") == [10])
        }
    }

    @Test("can be asked in the query, and of some recipes") func query() async throws {
        try await withSimulator(world()) { simulator async throws in
            let query = "?from=2024-04-01T07:00:00.000Z&to=2024-05-01T07:00:00.000Z&workspace_ids%5B%5D=20&workspace_ids%5B%5D=10"
            #expect(counts(try await simulator.post(Self.path + query), "task_count") == [300, 0])
            let some = try await simulator.post(Self.path + query + "&recipe_name_pattern=Recipe%201")
            #expect(counts(some, "task_count") == [225, 0])
            #expect(counts(some, "recipe_count") == [1, 0])
            #expect(counts(try await simulator.post(Self.path + query + "&recipe_name_pattern=recipe"), "task_count") == [0, 0])
        }
    }

    @Test("counts connections by provider") func connections() async throws {
        let world = world()
        let connections: [(Int64, String, JSON)] = [
            (1, "slack", "success"), (2, "jira", .null), (3, "slack", "failed"), (4, "slack", "success"),
        ]
        for (id, provider, status) in connections {
            let created = id == 4 ? "2024-07-02T00:00:00Z" : "2024-02-01T00:00:00Z"
            world.add(
                ["id": .integer(id), "provider": .string(provider), "authorization_status": status, "created_at": .string(created)],
                to: .connections(of: 10))
        }
        try await withSimulator(world) { simulator async throws in
            let reply = try await simulator.post(
                "/api/v2/managed_users/statistics/connection_usage", #"{\#(Self.time),"workspace_ids":["10"]}"#)
            #expect(
                reply.text == #"{"data":[{"workspace_id":10,"external_id":null,"provider":"slack","connection_count":2,"#
                    + #""active_connection_count":1},{"workspace_id":10,"external_id":null,"provider":"jira","connection_count":1,"#
                    + #""active_connection_count":0}]}"#)
        }
    }

    @Test(
        "refuses what it cannot answer",
        arguments: [
            ("{}", 400), (#"{"from":"2024-01-01T00:00:00Z","to":"x","workspace_ids":[20]}"#, 400), (#"{\#(time)}"#, 400),
            (#"{\#(time),"workspace_ids":[20],"external_ids":["A2300"]}"#, 400), (#"{\#(time),"workspace_ids":[99]}"#, 404),
            (#"{\#(time),"external_ids":["none"]}"#, 404), (#"{\#(time),"workspace_ids":20}"#, 400),
            (#"{\#(time),"workspace_ids":[20],"interval":"minute"}"#, 400), (#"{\#(time),"workspace_ids":[{}]}"#, 400),
            (#"{"from":"0001-01-01T00:00:00Z","to":"9999-01-01T00:00:00Z","workspace_ids":[20],"interval":"hour"}"#, 400),
            (#"{"from":"2024-01-02T00:00:00Z","to":"2024-01-01T00:00:00Z","workspace_ids":[20]}"#, 400), ("[", 400),
        ])
    func refused(body: String, status: Int) async throws {
        try await withSimulator(world()) { simulator async throws in
            let reply = try await simulator.post(Self.path, body)
            #expect(reply.status == status && reply.json["message"]?.stringValue != nil)
        }
    }

    @Test("survives any planted number", arguments: [Int64.max, .min, 0]) func planted(number: Int64) async throws {
        let world = world()
        for month in 1...6 { world.setUsage(number, of: 20, in: Month(year: 2024, month: month)) }
        world.set("lifetime_task_count", to: .integer(number), of: 1, in: .recipes(of: 20))
        try await withSimulator(world) { simulator async throws in
            for more in ["", #","recipe_name_pattern":"Recipe 1""#] {
                let body = #"{\#(Self.time),"workspace_ids":[20],"interval":"month"\#(more)}"#
                #expect(try await simulator.post(Self.path, body).rows.count == 6)
            }
        }
    }
}
