import Simulator
import Synchronization
import Testing

/// A clock that a test turns by hand.
final class HandClock: Sendable {
    private let time = Mutex(Duration.zero)
    func turn(to seconds: Double) { time.withLock { $0 = .seconds(seconds) } }
    var reading: @Sendable () -> Duration { { self.time.withLock { $0 } } }
}

@Suite("Budgets")
struct BudgetTests {
    @Test("are a group's, and last a window") func windows() async throws {
        let clock = HandClock()
        let options = SimulatorOptions.with {
            $0.clock = clock.reading
            $0.limits = [.customers: 2]
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            clock.turn(to: 70.5)
            #expect(try await simulator.get("/api/managed_users").status == 200)
            #expect(try await simulator.get("/api/managed_users/99").status == 404)
            let refused = try await simulator.get("/api/managed_users")
            #expect(refused.status == 429 && refused.text == "{\"message\":\"Too many requests\"}")
            #expect(refused.headers["Retry-After"] == ["50"])
            #expect(try await simulator.get("/api/managed_users/10/recipes").status == 200)
            #expect(try await simulator.get("/api/managed_users/usage").status == 200)
            clock.turn(to: 119.999)
            #expect(try await simulator.get("/api/managed_users").headers["Retry-After"] == ["1"])
            clock.turn(to: 120)
            #expect(try await simulator.get("/api/managed_users").status == 200)
        }
    }

    @Test("are the documented ones") func limits() {
        #expect(EndpointGroup.recipesRead.limit == 2000)
        #expect(EndpointGroup.customers.limit == 60)
        #expect(EndpointGroup.lookupRows.limit == 1000)
        #expect(EndpointGroup.lookupOther.limit == 60)
        #expect(EndpointGroup.connectionsList.limit == 1000)
        let sixty: [EndpointGroup] = [.members, .folders, .projects, .roles, .picklists, .propertiesOther, .recipeVersions, .repeatJobs]
        #expect(sixty.allSatisfy { $0.limit == 60 })
        let thousand: [EndpointGroup] = [.propertiesList, .jobs, .environments, .memberRemoval]
        #expect(thousand.allSatisfy { $0.limit == 1000 })
    }

    @Test(
        "are a group's own",
        arguments: [
            (.members, "members"), (.folders, "folders"), (.projects, "projects"), (.roles, "roles"),
            (.propertiesList, "properties?prefix="), (.recipeVersions, "recipes/1/versions"), (.jobs, "recipes/1/jobs"),
        ] as [(EndpointGroup, String)])
    func groups(group: EndpointGroup, path: String) async throws {
        let world = plantedWorld()
        world.add(recipe(1), to: .recipes(of: 10))
        let clock = HandClock()
        let options = SimulatorOptions.with {
            $0.clock = clock.reading
            $0.limits = [group: 1]
        }
        try await withSimulator(world, options) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/10/\(path)").status == 200)
            #expect(try await simulator.get("/api/managed_users/20/\(path)").status == 429)
            for other in ["connections", "recipes", "lookup_tables"] {
                #expect(try await simulator.get("/api/managed_users/10/\(other)").status == 200)
            }
        }
    }

    @Test("can be switched off") func off() async throws {
        let options = SimulatorOptions.with {
            $0.rateWindow = 0
            $0.limits = [.customers: 0]
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users").status == 200)
        }
    }

    @Test("may last less than a second, with a whole one to wait") func shortWindows() async throws {
        let clock = HandClock()
        let options = SimulatorOptions.with {
            $0.clock = clock.reading
            $0.rateWindow = 0.6
            $0.limits = [.customers: 1]
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            for (time, status) in [(0.0, 200), (0.59, 429), (0.61, 200), (1.19, 429), (1.21, 200), (60, 200)] {
                clock.turn(to: time)
                let reply = try await simulator.get("/api/managed_users")
                #expect(reply.status == status && reply.headers["Retry-After"] == (status == 429 ? ["1"] : []))
            }
        }
    }

    @Test("are counted by group, and answers by status", arguments: [0.0, 60]) func counts(window: Double) async throws {
        let options = try SimulatorOptions.with {
            $0.clock = HandClock().reading
            $0.rateWindow = window
            $0.limits = [.customers: 1]
            $0.faults = [try Fault("GET /api/users/me first 1 429")]
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            for path in ["managed_users", "managed_users/10", "managed_users/10/recipes", "users/me"] {
                _ = try await simulator.get("/api/\(path)")
            }
            let told = try await simulator.get("/simulator/requests").json
            #expect(told["count"] == 4 && told["by_path"]?["GET /api/users/me"] == 1)
            #expect(told["by_status"] == (window == 0 ? ["200": 3, "429": 1] : ["200": 2, "429": 2]))
            let refused: JSON = window == 0 ? 0 : 1
            #expect(
                told["by_group"] == [
                    "customers": ["requests": 2, "refused": refused, "limit": 1],
                    "recipesRead": ["requests": 1, "refused": 0, "limit": 2000],
                ])
        }
    }
}
