import Catalog
import Foundation
import Simulator
import Sync

/// A small account in which every listing has records, and how it changes between two runs.
enum FaultWorld {
    static let pickList = PickListChoice(provider: "salesforce", list: "sobject_fields")

    static func make(customers: Int = 3, seed: UInt64) -> World {
        let world = World(
            WorldOptions(
                customers: customers, seed: seed, recipesPerCustomer: 4, connectionsPerCustomer: 3, lookupTablesPerCustomer: 2,
                rowsPerTable: 8))
        for customer in world.customerIDs { furnish(customer, in: world) }
        return world
    }

    /// Adds what chance may have left out.
    private static func furnish(_ customer: Int64, in world: World) {
        let base = customer * 1_000
        for number in 1...2 as ClosedRange<Int64> {
            world.add(["id": .integer(base + number), "name": "A role"], to: .roles(of: customer))
            world.add(["id": .integer(base + number), "name": "A member"], to: .members(of: customer))
        }
        let live: JSON = ["id": .integer(base), "name": "Live", "provider": "salesforce", "authorization_status": "success"]
        world.add(live, to: .connections(of: customer))
        world.add(["id": .integer(base), "name": "A recipe", "version_no": 2, "code": "{}"], to: .recipes(of: customer))
        world.add(["id": .integer(base), "name": "A table", "schema": "[]"], to: .lookupTables(of: customer))
        world.add(["id": .integer(base), "data": ["Code": "x"]], to: .rows(of: customer, table: base))
        world.add(["id": .integer(base), "name": "A collection"], to: .apiCollections(of: customer))
        world.add(["id": .integer(base), "name": "A client"], to: .apiClients(of: customer))
        world.add(["id": .integer(base), "api_client_id": .integer(base)], to: .apiAccessProfiles(of: customer))
        world.add(["id": .integer(base), "api_collection_id": .integer(base)], to: .apiEndpoints(of: customer))
        world.setProperty("furnished", to: "yes", of: customer)
    }

    /// Some hours of work: anything may be added, changed or deleted.
    static func stir(_ world: World, _ random: inout Random) {
        for _ in 0..<(2 + random.below(6)) {
            let before = folders(in: world)
            HistoryPropertyTests.change(world, &random)
            removeSubfolders(of: before.subtracting(folders(in: world)), in: world)
        }
        if random.below(2) == 0 { world.advance(days: 1) }
        for customer in world.customerIDs { revise(customer, in: world, &random) }
    }

    /// Makes a new version in each run, so that there is always one to ask for.
    private static func revise(_ customer: Int64, in world: World, _ random: inout Random) {
        let place = Place.recipes(of: customer)
        guard let recipe = random.element(of: world.records(place)), let id = recipe["id"]?.integerValue else {
            world.add(["id": .integer(customer * 1_000 + 1), "name": "The next", "version_no": 1, "code": "{}"], to: place)
            return
        }
        world.set("version_no", to: .integer((recipe["version_no"]?.integerValue ?? 0) + 1), of: id, in: place)
    }
}

extension FaultWorld {
    private struct Folder: Hashable {
        let customer: Int64
        let id: Int64
    }

    private static func folders(in world: World) -> Set<Folder> {
        Set(
            world.customerIDs.flatMap { customer in
                world.records(.folders(of: customer)).compactMap { $0["id"]?.integerValue }.map { Folder(customer: customer, id: $0) }
            })
    }

    /// Deletes a folder with the folders in it. Nobody could see a folder that is below no listed one.
    private static func removeSubfolders(of gone: Set<Folder>, in world: World) {
        for folder in gone {
            let below = world.records(.folders(of: folder.customer)).filter { $0["parent_id"]?.integerValue == folder.id }
                .compactMap { $0["id"]?.integerValue }
            for id in below { world.delete(id, from: .folders(of: folder.customer)) }
            removeSubfolders(of: Set(below.map { Folder(customer: folder.customer, id: $0) }), in: world)
        }
    }
}

extension Harness {
    /// What differs from the world. Usage and versions stay when the world forgets them.
    func faultDifferences(from world: World) throws -> [String] {
        let optIns = ["picklist_values: ", "recipe_version_details: "]
        let differences = try differences(from: world).filter { difference in
            !HistoryPropertyTests.neverShrinks(difference) && !optIns.contains { difference.hasPrefix($0) }
        }
        return try differences + optInDifferences(from: world)
    }

    /// Pick lists depend on connections, and versions on recipes.
    private func optInDifferences(from world: World) throws -> [String] {
        let values = world.picklist(provider: "salesforce", name: "sobject_fields")?.map(\.value) ?? []
        let wantedValues = try rows(
            "SELECT managed_user_id, id FROM connections WHERE provider = 'salesforce' AND authorization_status = 'success'")
        let pairs = wantedValues.flatMap { row in values.map { [row["managed_user_id"], row["id"], .some($0)] } }
        let found = try rows("SELECT managed_user_id, connection_id, value FROM picklist_values").map {
            [$0["managed_user_id"], $0["connection_id"], $0["value"]]
        }
        let behind = try rows(
            """
            SELECT managed_user_id, id, version_no FROM recipes AS r WHERE version_no <> (
                SELECT count(*) FROM recipe_version_details AS v
                WHERE v.managed_user_id = r.managed_user_id AND v.recipe_id = r.id AND v.version_no <= r.version_no)
            """)
        return (Set(pairs) == Set(found) ? [] : ["picklist_values: \(found.count) for \(pairs.count)"])
            + behind.map { "recipe_version_details: not all of \($0)" }
    }
}
