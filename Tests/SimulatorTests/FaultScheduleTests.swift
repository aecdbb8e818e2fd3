import Simulator
import Testing

@Suite("Faults strike")
struct FaultScheduleTests {
    /// The numbers, from 1, of the requests for a path that did not succeed.
    private func struck(_ schedule: String, of count: Int, seed: UInt64 = 7, path: String = "/api/users/me", above: String = "")
        async throws
        -> [Int]
    {
        let options = try SimulatorOptions.with {
            $0.rateWindow = 0
            $0.faultSeed = seed
            $0.faults = try Fault.list("\(above)\nGET /api/** \(schedule) 503")
        }
        return try await withSimulator(plantedWorld(), options) { simulator async throws in
            var struck: [Int] = []
            for number in 1...count where try await simulator.get(path).status == 503 { struck.append(number) }
            return struck
        }
    }

    @Test(
        "when they are due",
        arguments: [
            ("always", [1, 2, 3, 4, 5, 6, 7]), ("every 3", [3, 6]), ("every 1", [1, 2, 3, 4, 5, 6, 7]), ("first 2", [1, 2]),
            ("after 5", [6, 7]), ("after 2 for 3", [3, 4, 5]), ("0%", []), ("100%", [1, 2, 3, 4, 5, 6, 7]),
        ])
    func schedules(schedule: String, numbers: [Int]) async throws {
        #expect(try await struck(schedule, of: 7) == numbers)
    }

    @Test("a share of the requests, the same ones for the same seed") func shares() async throws {
        let first = try await struck("20%", of: 200)
        #expect(20...60 ~= first.count)
        #expect(try await struck("20%", of: 200) == first)
        #expect(try await struck("20%", of: 200, seed: 8) != first)
        #expect(try await struck("20%", of: 200, path: "/api/managed_users/10") != first)
        #expect(try await struck("20%", of: 200, above: "GET /api/** 50% slow 0s") == first)
    }

    @Test("the same requests in whatever order the paths are asked for") func concurrency() async throws {
        let options = try SimulatorOptions.with {
            $0.rateWindow = 0
            $0.faults = try Fault.list("GET /api/managed_users/* 50% 503")
        }
        let world = plantedWorld()
        func statuses(_ simulator: RunningSimulator, of id: Int64) async throws -> [Int] {
            var statuses: [Int] = []
            for _ in 1...10 { statuses.append(try await simulator.get("/api/managed_users/\(id)").status) }
            return statuses
        }
        let inOrder = try await withSimulator(world, options) { simulator async throws in
            var all: [Int64: [Int]] = [:]
            for id in Int64(1)...8 { all[id] = try await statuses(simulator, of: id) }
            return all
        }
        let atOnce = try await withSimulator(world, options) { simulator async throws in
            try await withThrowingTaskGroup(of: (Int64, [Int]).self) { group in
                for id in (Int64(1)...8).reversed() { group.addTask { (id, try await statuses(simulator, of: id)) } }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        #expect(inOrder == atOnce && Set(inOrder.values).count > 1)
    }

    @Test("by the first line that is due, while every line counts its own requests") func lines() async throws {
        let options = try SimulatorOptions.with {
            $0.faults = try Fault.list("GET /api/users/me every 2 502\n* /api/** every 3 503 # both\n\nGET /api/users/you always 500")
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            var statuses: [Int] = []
            for _ in 1...6 { statuses.append(try await simulator.get("/api/users/me/").status) }
            #expect(statuses == [200, 502, 503, 502, 200, 502])
            #expect(
                simulator.faults.map(\.fault) == [
                    "GET /api/users/me every 2 502", "* /api/** every 3 503", "GET /api/users/you always 500",
                ])
            #expect(simulator.faults.map(\.requests) == [6, 6, 0] && simulator.faults.map(\.struck) == [3, 1, 0])
        }
    }

    @Test("as they are set at run time") func control() async throws {
        try await withSimulator(plantedWorld(), .with { $0.faultSeed = 9 }) { simulator async throws in
            let set = try await simulator.send(
                .POST, "/simulator/faults", "# two\nGET /api/users/me first 1 500\n* /api/** always 503\n", headers: [:])
            #expect(set.status == 200 && set.text == #"{"success":true,"faults":2}"#)
            #expect(try await simulator.get("/api/users/me").status == 500)
            #expect(try await simulator.get("/api/users/me").status == 503)
            #expect(
                try await simulator.get("/simulator/faults").text
                    == #"{"seed":9,"faults":[{"fault":"GET /api/users/me first 1 500","requests":2,"struck":1},"#
                    + #"{"fault":"* /api/** always 503","requests":2,"struck":1}]}"#)
            let bad = try await simulator.send(.POST, "/simulator/faults", "GET /a always 500\nGET /b never 500", headers: [:])
            #expect(bad.status == 400 && bad.text.contains("line 2: found \\\"never\\\", expected when"))
            #expect(simulator.faults.count == 2)
            #expect(try await simulator.send(.POST, "/simulator/faults", headers: [:]).text == #"{"success":true,"faults":0}"#)
            #expect(try await simulator.get("/api/users/me").status == 200)
        }
    }
}
