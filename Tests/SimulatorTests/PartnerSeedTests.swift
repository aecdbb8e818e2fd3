import Simulator
import Testing

@Suite("A seeded workspace of the partner")
struct PartnerSeedTests {
    private let world = World()

    private func ids(_ place: Place) -> [Int64] { world.records(place).compactMap { $0["id"]?.integerValue } }

    @Test("has no gaps that generated clients refuse") func gaps() {
        let recipes = world.records(.recipes(of: 0))
        let texts = ["name", "description", "author_name", "version_author_name", "version_author_email", "code"]
        #expect(recipes.count == 6 && recipes.contains { $0["folder_id"] == 902_101 })
        for recipe in recipes { #expect(texts.allSatisfy { recipe[$0]?.stringValue?.isEmpty == false }) }
        let connections = world.records(.connections(of: 0))
        #expect(connections.count == 4 && connections.allSatisfy { $0["application"]?.stringValue != nil })
        #expect(connections.allSatisfy { $0["application"] == $0["provider"] })
        for record in recipes + connections { #expect(record["folder_id"]?.integerValue != nil) }
        #expect(world.records(.folders(of: 0)).allSatisfy { $0["parent_id"]?.integerValue != nil })
        #expect(world.records(.roles(of: 0)).count == 2 && world.properties(of: 0).count == 3)
    }

    @Test("hangs together") func references() {
        let (folders, connections) = (ids(.folders(of: 0)) + [902_101], ids(.connections(of: 0)))
        for record in world.records(.recipes(of: 0)) + world.records(.connections(of: 0)) {
            #expect(folders.contains(record["folder_id"]?.integerValue ?? 0))
        }
        let accounts = world.records(.recipes(of: 0)).flatMap { $0["config"]?.elements ?? [] }.compactMap { $0["account_id"]?.integerValue }
        #expect(!accounts.isEmpty && accounts.allSatisfy(connections.contains))
        for project in world.records(.projects(of: 0)) {
            let folder = world.record(project["folder_id"]?.integerValue ?? 0, in: .folders(of: 0))
            #expect(folder?["is_project"] == true && folder?["project_id"] == project["id"] && folder?["name"] == project["name"])
        }
        #expect(
            world.records(.roles(of: 0)).flatMap { $0["folder_ids"]?.elements ?? [] }.allSatisfy { folders.contains($0.integerValue ?? 0) })
        let recipes = ids(.recipes(of: 0))
        #expect(world.records(.apiEndpoints(of: 0)).allSatisfy { recipes.contains($0["flow_id"]?.integerValue ?? 0) })
    }

    @Test("is the same for the same seed, and no customer's") func seeds() {
        func text(_ seed: UInt64) -> String { JSON.array(World(WorldOptions(customers: 3, seed: seed)).records(.recipes(of: 0))).text }
        #expect(text(7) == text(7) && text(7) != text(8))
        #expect(!world.customerIDs.contains(0))
        let theirs = world.customerIDs.flatMap { ids(.recipes(of: $0)) + ids(.folders(of: $0)) }
        #expect(Set(theirs).isDisjoint(with: ids(.recipes(of: 0)) + ids(.folders(of: 0))))
    }
}
