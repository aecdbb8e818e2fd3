import Catalog
import Foundation
import Simulator
import Store
import Sync
import Testing

/// What the configuration adds to a run and removes from it.
@Suite struct OptInTests {
    @Test("pick lists are asked of live connections to their provider, by the name that the configuration has")
    func pickLists() async throws {
        let world = World(WorldOptions(customers: 4, seed: 12, connectionsPerCustomer: 12))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            let choice = PickListChoice(provider: "salesforce", list: "sobject_fields?sobject=Account&x=a%20b")
            for _ in 1...2 {
                let run = try await harness.sync(simulator) { options in
                    options.pickLists = [choice]
                    options.optedIn = ["picklist_values"]
                }.run
                #expect(run.state == .complete)
            }
            let wanted = try #require(world.picklist(provider: "salesforce", name: "sobject_fields"))
            let live = try harness.rows(
                "SELECT managed_user_id, id FROM connections WHERE provider = 'salesforce' AND authorization_status = 'success'")
            #expect(!live.isEmpty)
            let found = try harness.rows("SELECT pick_list, label, value FROM picklist_values ORDER BY value")
            #expect(found.count == live.count * wanted.count)
            #expect(Set(found.map { $0["value"] }) == Set(wanted.map { .some($0.value) }))
            #expect(Set(found.map { $0["pick_list"] }) == [choice.list])
            let asked = simulator.requests.all.filter { $0.path.hasSuffix("/pick_list") }
            #expect(asked.count == 2 * live.count && asked.allSatisfy { $0.method == "POST" })
        }
    }

    @Test("two pick lists of a connection have one path, and each is told its own requests")
    func requestsOfPickLists() async throws {
        let world = World(WorldOptions(customers: 4, seed: 12, connectionsPerCustomer: 12))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator) { options in
                options.pickLists = ["Account", "Contact"].map { .init(provider: "salesforce", list: "sobject_fields?sobject=\($0)") }
                options.optedIn = ["picklist_values"]
            }
            let counted = try harness.rows("SELECT DISTINCT requests, pages FROM sync_scopes WHERE resource = 'picklist_values'")
            #expect(counted == [["requests": "1", "pages": "1"]])
            let sums = try harness.rows("SELECT sum(s.requests) AS scopes, r.requests AS run FROM sync_scopes AS s, sync_runs AS r")
            #expect(sums[0]["scopes"] == sums[0]["run"])
        }
    }

    @Test("versions are asked for where a recipe's version has changed, and stay")
    func versions() async throws {
        let world = World(WorldOptions(customers: 2, seed: 6, recipesPerCustomer: 6))
        let recipes = world.customerIDs.flatMap { id in world.records(.recipes(of: id)).compactMap { $0["id"]?.integerValue } }
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            func asked() async throws -> Int {
                let start = simulator.requests.count
                #expect(try await harness.sync(simulator) { $0.optedIn = ["recipe_version_details"] }.run.state == .complete)
                return simulator.requests.all.dropFirst(start).filter { $0.path.hasSuffix("/versions") }.count
            }
            #expect(try await asked() == recipes.count)
            let versions = try harness.rows("SELECT sum(version_no) AS n, count(*) AS m FROM recipe_version_details")
            #expect(versions[0]["m"] != "0")
            world.advance(days: 2)
            #expect(try await asked() == 0)
            let customer = try #require(world.customerIDs.first { !world.records(.recipes(of: $0)).isEmpty })
            let recipe = try #require(world.records(.recipes(of: customer)).first)
            let id = try #require(recipe["id"]?.integerValue)
            let newest = (recipe["version_no"]?.integerValue ?? 0) + 1
            world.set("version_no", to: .integer(newest), of: id, in: .recipes(of: customer))
            #expect(try await asked() == 1)
            let known = "SELECT count(*) AS n FROM recipe_version_details WHERE recipe_id = \(id)"
            #expect(try harness.rows(known) == [["n": "\(newest)"]])
            #expect(world.delete(id, from: .recipes(of: customer)))
            _ = try await asked()
            #expect(try harness.rows(known) == [["n": "\(newest)"]])
        }
    }

    @Test("a server without versions is no failure")
    func noVersions() async throws {
        let world = World(WorldOptions(customers: 2, seed: 6, recipesPerCustomer: 4))
        try await withSimulator(world, .unpaced { $0.dialect = .year2022 }) { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator) { $0.optedIn = ["recipe_version_details"] }.run.state == .complete)
            #expect(try harness.rows("SELECT 1 FROM recipe_version_details") == [])
        }
    }

    @Test("a resource that is switched off is not asked for, nor what is under it, and loses nothing")
    func disabled() async throws {
        let world = World(WorldOptions(customers: 3, seed: 9))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let before = try harness.liveTables()
            let start = simulator.requests.count
            try await harness.sync(simulator) { $0.disabled = ["lookup_tables", "roles"] }
            let paths = simulator.requests.all.dropFirst(start).map(\.path)
            #expect(!paths.contains { $0.contains("lookup_tables") || $0.hasSuffix("/roles") })
            #expect(try harness.liveTables() == before)
        }
    }

    @Test("a plan is what the next run asks, and it asks nothing")
    func plan() async throws {
        let world = World(WorldOptions(customers: 30, seed: 4))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            let start = simulator.requests.count
            let mirror = try MirrorDatabase.open(harness.path, account: "http://partner.example/api")
            let plan = try RunPlan(of: mirror, SyncRun.Options(), rateLimiter: .init(), now: Date())
            #expect(simulator.requests.count == start && !plan.isRough)
            let next = try await harness.sync(simulator)
            // Which page of a resource is the longest so far depends on the order of the listings, so single resources may differ by more.
            #expect(plan.lines.map(\.resource).sorted() == next.run.resources.map(\.resource).sorted())
            #expect(abs(plan.requests - next.requests) * 10 <= next.requests, "\(plan.requests) planned, \(next.requests) asked")
        }
    }
}
