import Catalog
import Foundation
import Simulator
import Store
import Synchronization
import Testing

/// What happens to a list between two of its pages.
enum Movement: String, CaseIterable {
    case firstGoes, oneComesInFront, both, oneComesLast, aPageGoes

    func happen(to place: Place, in world: World, pageSize: Int, _ fresh: Int64) {
        let ids = world.records(place).compactMap { $0["id"]?.integerValue }
        let going = ids.prefix(self == .aPageGoes ? pageSize - 1 : [.firstGoes, .both].contains(self) ? 1 : 0)
        for id in going { world.delete(id, from: place) }
        if [.oneComesInFront, .both].contains(self) { world.add(["id": .integer(fresh), "name": "In front"], to: place) }
        if self == .oneComesLast { world.add(["id": .integer(9_000_000_000 + fresh), "name": "Last"], to: place) }
    }
}

extension FaultSuite {
    private static let pageSize = 5

    @Test("what comes or goes between two pages makes nothing else look deleted", arguments: Movement.allCases, [true, false])
    func movingLists(movement: Movement, once: Bool) async throws {
        let world = Self.longLists()
        let hook = PageHook(world, movement, once: once, pageSize: Self.pageSize)
        try await withSimulator(world, .unpaced { $0.respond = hook.respond }) { simulator async throws in
            let harness = try Harness()
            let catalog = Catalog.paged(by: Self.pageSize)
            #expect(try await harness.faulted(simulator, catalog: catalog).run?.state == .complete)
            #expect(try harness.faultDifferences(from: world) == [])
            let before = try harness.keys()
            hook.arm()
            let run = try #require(try await harness.faulted(simulator, catalog: catalog).run)
            #expect(Set(hook.moved) == Set(PageHook.paged.filter { $0.name != "connectors" }.map(\.name)))
            let now = try harness.keys()
            let truth = try harness.keys(of: world)
            for resource in PageHook.paged {
                let lost = (before[resource.name] ?? []).subtracting(now[resource.name] ?? []).intersection(truth[resource.name] ?? [])
                #expect(lost == [], "\(resource.name)")
            }
            // A folder or lookup table that goes while it is being listed is asked in vain for what is below it.
            let troubled = try harness.troubledScopes().filter { !["folders", "lookup_table_rows"].contains($0.resource) }
            #expect(troubled == [] && (run.state == .complete || run.state == .partial))
            hook.disarm()
            #expect(try await harness.faulted(simulator, catalog: catalog).run?.state == .complete)
            #expect(try harness.faultDifferences(from: world) == [])
        }
    }

    @Test("a customer that goes or comes between two pages makes no other look deleted", arguments: Movement.allCases)
    func movingCustomers(movement: Movement) async throws {
        let world = World(WorldOptions(customers: 0))
        for id in 1...23 as ClosedRange<Int64> { world.add(["id": .integer(1_000 + id), "name": "c"], to: .customers) }
        let hook = PageHook(world, movement, once: false, pageSize: Self.pageSize)
        try await withSimulator(world, .unpaced { $0.respond = hook.respond }) { simulator async throws in
            let harness = try Harness()
            let catalog = Catalog.paged(by: Self.pageSize)
            try await harness.faulted(simulator, catalog: catalog) { $0.only = ["managed_users"] }
            let before = try harness.keys()["managed_users"] ?? []
            hook.arm()
            let run = try await harness.faulted(simulator, catalog: catalog) { $0.only = ["managed_users"] }.run
            #expect(run?.state == .complete && hook.moved.contains("managed_users"))
            let truth = try harness.keys(of: world)["managed_users"] ?? []
            #expect(before.intersection(truth).subtracting(try harness.keys()["managed_users"] ?? []) == [])
        }
    }

    @Test("an empty page in the middle of a listing is asked again before the rest is taken for deleted", arguments: PageHook.names)
    func emptyMiddle(name: String) async throws {
        let world = Self.longLists()
        let resource = try #require(Catalog.standard[name])
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            let catalog = Catalog.paged(by: Self.pageSize)
            try await harness.faulted(simulator, catalog: catalog)
            let longest = try harness.rows("SELECT scope FROM sync_scopes WHERE resource = '\(name)' ORDER BY records DESC LIMIT 1")
            let scope = Scope(resource, named: (longest.first?["scope"] ?? nil) ?? "")
            simulator.setFaults(try FaultLines.faults(["GET \(resource.path(for: scope, in: .standard)) after 1 for 1 empty"]))
            let run = try #require(try await harness.faulted(simulator, catalog: catalog).run)
            #expect(simulator.faults.first?.struck == 1)
            #expect(run.deletes == 0)
            #expect(try harness.faultDifferences(from: world) == [])
        }
    }

    @Test(
        "a listing whose second page is not found has failed, also where nothing was ever found before",
        arguments: ["roles", "api_clients"])
    func secondPageNotFound(name: String) async throws {
        let world = Self.longLists()
        let resource = try #require(Catalog.standard[name])
        let lines = resource.faultPaths.map { "GET \($0) after 1 404" }
        let faults = try FaultLines.faults(lines)
        try await withSimulator(world, .unpaced { $0.faults = faults }) { simulator async throws in
            let harness = try Harness()
            let run = try await harness.faulted(simulator, catalog: .paged(by: Self.pageSize)).run
            #expect(run?.state == .partial)
        }
    }

    /// One customer with more than four pages of everything that has pages.
    private static func longLists() -> World {
        let world = World(WorldOptions(customers: 0))
        world.add(["id": 7, "name": "One"], to: .customers)
        let places: [Place] = [
            .roles(of: 7), .projects(of: 7), .folders(of: 7), .recipes(of: 7), .lookupTables(of: 7), .apiCollections(of: 7),
            .apiClients(of: 7),
        ]
        for place in places {
            for id in 1...23 as ClosedRange<Int64> { world.add(["id": .integer(1_000 + id), "name": "x", "version_no": 1], to: place) }
        }
        for id in 1...23 as ClosedRange<Int64> {
            world.add(["id": .integer(1_000 + id), "data": ["Code": "x"]], to: .rows(of: 7, table: 1_023))
            world.add(["id": .integer(1_000 + id), "api_collection_id": 1_023], to: .apiEndpoints(of: 7))
            world.add(["id": .integer(1_000 + id), "api_client_id": 1_023], to: .apiAccessProfiles(of: 7))
        }
        return world
    }
}

/// Moves a list whenever, or the first time, its second page is asked for.
private final class PageHook: Sendable {
    /// Listings of several pages, `managed_users` aside: what is under a customer that goes is asked for in vain.
    static let paged = Catalog.standard.resources.filter { $0.paging != .none && $0.name != "managed_users" }
    static let names = paged.map { $0.name }

    private struct State {
        var isArmed = false
        var moved: [String] = []
        var fresh: Int64 = 900
    }

    private let state = Mutex(State())
    private let world: World
    private let movement: Movement
    private let once: Bool
    private let pageSize: Int

    init(_ world: World, _ movement: Movement, once: Bool, pageSize: Int) {
        self.world = world
        self.movement = movement
        self.once = once
        self.pageSize = pageSize
    }

    func arm() { state.withLock { $0.isArmed = true } }
    func disarm() { state.withLock { $0.isArmed = false } }

    /// The listings that were moved, by resource.
    var moved: [String] { state.withLock { $0.moved } }

    @Sendable func respond(_ request: SimulatorRequest) async -> PlayedAnswer? {
        let parameters = request.query.split(separator: "&").map(String.init)
        let isSecond = parameters.contains("page=2") || parameters.contains { $0.hasPrefix("since_id=") }
        guard isSecond, !request.query.contains("parent_id="), let place = Place(path: request.path) else { return nil }
        let ending = "/" + (request.path.split(separator: "/").last ?? "")
        let name = Catalog.standard.resources.first { $0.listing.path.hasSuffix(ending) }?.name
        let fresh: Int64? = state.withLock { state in
            guard state.isArmed, let name, !(once && state.moved.contains(name)) else { return nil }
            state.moved.append(name)
            state.fresh -= 1
            return state.fresh
        }
        if let fresh { movement.happen(to: place, in: world, pageSize: pageSize, fresh) }
        return nil
    }
}

extension Harness {
    /// The keys of every resource's rows.
    func keys() throws -> [String: Set<[String?]>] { Self.keys(try liveTables()) }

    func keys(of world: World) throws -> [String: Set<[String?]>] {
        Self.keys(Truth(world: world, dialect: .year2024, columns: try columns()).tables())
    }

    private static func keys(_ tables: [String: Set<Truth.Cells>]) -> [String: Set<[String?]>] {
        Catalog.standard.resources.reduce(into: [:]) { keys, resource in
            let columns = Catalog.standard.tableKey(of: resource)
            keys[resource.name] = Set((tables[resource.name] ?? []).map { row in columns.map { row[$0] ?? nil } })
        }
    }
}
