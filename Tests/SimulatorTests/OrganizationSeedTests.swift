import Simulator
import Testing

@Suite("A seeded organization")
struct OrganizationSeedTests {
    private let world = World()

    private func all(_ place: (Int64) -> Place) -> [[JSON]] { world.customerIDs.map { world.records(place($0)) } }

    private func number(_ record: JSON, _ field: String) -> Int64 { record[field]?.integerValue ?? -1 }

    private func text(_ world: World) -> String {
        world.customerIDs.map { id in
            let places: [Place] = [.members(of: id), .folders(of: id), .projects(of: id), .roles(of: id)]
            let properties = JSON.array(world.properties(of: id).map { [.string($0.name), .string($0.value)] }).text
            return places.map { JSON.array(world.records($0)).text }.joined() + properties
        }.joined()
    }

    @Test("has the same bytes for the same seed, on every machine") func sameBytes() {
        let first = text(World(WorldOptions(customers: 8, seed: 7)))
        #expect(first == text(World(WorldOptions(customers: 8, seed: 7))))
        #expect(first != text(World(WorldOptions(customers: 8, seed: 8))))
        let hash = first.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        #expect(hash == 7_626_184_554_145_112_797)
    }

    @Test("is of modest size, and sometimes has none of a thing") func sizes() {
        let sizes: [(ClosedRange<Int>, [Int])] = [
            (0...6, all { .members(of: $0) }.map(\.count)), (3...12, all { .folders(of: $0) }.map(\.count)),
            (0...3, all { .projects(of: $0) }.map(\.count)), (0...3, all { .roles(of: $0) }.map(\.count)),
            (0...10, world.customerIDs.map { world.properties(of: $0).count }),
        ]
        for (range, counts) in sizes { #expect(counts.allSatisfy(range.contains) && Set(counts).count > 2) }
        #expect(sizes.allSatisfy { $0.1.contains(where: { $0 > 2 }) })
    }

    @Test("is a tree up to four deep, and what recipes and connections lie in is part of it") func tree() throws {
        var depths: Set<Int> = []
        for id in world.customerIDs {
            let folders = world.records(.folders(of: id))
            let parents = Dictionary(uniqueKeysWithValues: folders.map { (number($0, "id"), number($0, "parent_id")) })
            let home = try #require(parents.values.first { parents[$0] == nil })
            for folder in parents.keys {
                var (depth, parent) = (1, parents[folder])
                while let above = parent, above != home, depth < 9 { (depth, parent) = (depth + 1, parents[above]) }
                #expect(parent == home)
                depths.insert(depth)
            }
            for record in world.records(.recipes(of: id)) + world.records(.connections(of: id)) where record["folder_id"] != .null {
                #expect(number(record, "folder_id") == home || parents[number(record, "folder_id")] != nil)
            }
        }
        #expect(depths == [1, 2, 3, 4])
    }

    @Test("agrees with itself: projects have folders, recipes have projects, members have roles") func references() {
        for id in world.customerIDs {
            let folders = world.records(.folders(of: id))
            let projects = world.records(.projects(of: id))
            let ids = projects.compactMap { $0["id"]?.integerValue }
            for project in projects {
                let own = folders.filter { $0["id"] == project["folder_id"] }
                #expect(own.count == 1 && own.first?["is_project"] == true && own.first?["project_id"] == project["id"])
                #expect(own.first?["name"] == project["name"])
            }
            #expect(folders.count { $0["is_project"] == true } == projects.count)
            let used = (folders + world.records(.recipes(of: id))).compactMap { $0["project_id"]?.integerValue }
            #expect(used.allSatisfy(ids.contains))
            let roles = ["Admin", "Analyst", "Operator"] + world.records(.roles(of: id)).compactMap { $0["name"]?.stringValue }
            #expect(world.records(.members(of: id)).allSatisfy { roles.contains($0["role_name"]?.stringValue ?? "") })
        }
    }

    @Test("has what is nasty in real ones") func nasty() {
        let members = all { .members(of: $0) }.joined()
        let values = world.customerIDs.flatMap { world.properties(of: $0) }.map(\.value)
        #expect(members.allSatisfy { ($0["id"]?.integerValue ?? 0) > 1 << 31 })
        for field in ["name", "email", "external_id", "time_zone"] { #expect(members.contains { $0[field] == .null }) }
        #expect(members.contains { $0["grant_type"] == "federation_manager" })
        #expect(values.contains { $0.hasPrefix("s3cr3t-") } && values.contains("") && values.contains { $0.contains("\n") })
        #expect(all { .roles(of: $0) }.joined().contains { $0["folder_ids"] == [] })
    }

    @Test("goes with its customer") func delete() throws {
        let world = World()
        let id = try #require(world.customerIDs.first { !world.records(.members(of: $0)).isEmpty && !world.properties(of: $0).isEmpty })
        #expect(world.delete(id, from: .customers))
        for place in [Place.members(of: id), .folders(of: id), .projects(of: id), .roles(of: id)] { #expect(world.records(place).isEmpty) }
        #expect(world.properties(of: id).isEmpty)
        world.setProperty("a", to: "b", of: id)
        #expect(world.add(["id": 1], to: .members(of: id)) == 1 && world.records(.members(of: id)).isEmpty)
        #expect(world.properties(of: id).isEmpty)
    }
}
