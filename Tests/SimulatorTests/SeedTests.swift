import Simulator
import Testing

@Suite("A seeded world")
struct SeedTests {
    private func text(_ world: World) -> String {
        world.customerIDs.map { id in
            let places: [Place] = [.recipes(of: id), .connections(of: id), .lookupTables(of: id)]
            let rows = world.records(.lookupTables(of: id)).compactMap { $0["id"]?.integerValue }.map { Place.rows(of: id, table: $0) }
            return (places + rows).map { JSON.array(world.records($0)).text }.joined()
        }.joined() + JSON.array(world.records(.customers)).text
    }

    // Pinned, so that another machine or another version of Swift cannot quietly make another world.
    @Test("has the same bytes for the same seed, on every machine") func sameBytes() {
        let first = text(World(WorldOptions(customers: 8, seed: 7)))
        #expect(first == text(World(WorldOptions(customers: 8, seed: 7))))
        #expect(first != text(World(WorldOptions(customers: 8, seed: 8))))
        #expect(fnv(first) == 7_889_174_776_667_060_321)
    }

    private func fnv(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    @Test("keeps its first customers when more are added") func prefix() {
        let few = World(WorldOptions(customers: 5)).customerIDs
        let many = World(WorldOptions(customers: 20)).customerIDs
        #expect(few.allSatisfy(many.contains))
    }

    @Test("adds up: lifetime task counts of the recipes are the usage of the months") func sums() {
        let world = World(WorldOptions(customers: 30))
        for id in world.customerIDs {
            let lifetime = world.records(.recipes(of: id)).reduce(0) { $0 + ($1["lifetime_task_count"]?.integerValue ?? 0) }
            let recent = world.usage.filter { $0.managedUserID == id }.reduce(0) { $0 + $1.taskCount }
            #expect(lifetime >= recent)
        }
    }

    @Test("has what is nasty in real ones") func nasty() {
        let world = World()
        let customers = world.records(.customers)
        let recipes = world.customerIDs.flatMap { world.records(.recipes(of: $0)) }
        let connections = world.customerIDs.flatMap { world.records(.connections(of: $0)) }
        #expect(customers.contains { ($0["id"]?.integerValue ?? 0) > 1 << 31 })
        #expect(customers.contains { $0["external_id"] == .null })
        #expect(customers.contains { $0["external_id"]?.stringValue?.contains("/") == true })
        #expect(customers.contains { $0["whitelisted_apps"] == .null })
        #expect(recipes.contains { $0["applications"] == [] })
        #expect(recipes.contains { $0["name"]?.stringValue?.contains("\n") == true })
        #expect(recipes.contains { $0["name"]?.stringValue?.hasPrefix(" ") == true })
        #expect(recipes.contains { $0["stop_cause"]?.stringValue != nil })
        #expect(recipes.contains { $0["created_at"]?.stringValue?.hasSuffix("-08:00") == true })
        #expect(recipes.contains { $0["created_at"]?.stringValue?.hasSuffix("-07:00") == true })
        #expect(connections.contains { $0["authorization_status"] == "failed" })
        #expect(connections.contains { $0["provider"] == .null })
    }

    @Test("points recipes at connections that exist") func accounts() {
        let world = World(WorldOptions(customers: 10))
        for id in world.customerIDs {
            let connections = world.records(.connections(of: id)).compactMap { $0["id"]?.integerValue }
            for recipe in world.records(.recipes(of: id)) {
                let accounts = (recipe["config"]?.elements ?? []).compactMap { $0["account_id"]?.integerValue }
                #expect(accounts.allSatisfy(connections.contains))
                #expect(JSON(parsing: recipe["code"]?.stringValue ?? "") != nil)
            }
        }
    }

    @Test("leaves lookup cells null, empty and missing") func cells() {
        let world = World()
        let rows = world.customerIDs.flatMap { id in
            world.records(.lookupTables(of: id)).flatMap { world.records(.rows(of: id, table: $0["id"]?.integerValue ?? 0)) }
        }
        let countries = rows.compactMap { $0["data"] }.filter { $0["Country"] != nil || $0["Code"] != nil }
        #expect(countries.contains { $0["Currency"] == .null })
        #expect(countries.contains { $0["Currency"] == "" })
        #expect(countries.contains { $0["Currency"] == nil })
    }

    @Test("works the same days the same way, and agrees with itself") func advance() {
        let (one, other) = (World(WorldOptions(customers: 10)), World(WorldOptions(customers: 10)))
        let before = lifetime(one)
        let usage = total(one)
        one.advance(days: 20)
        other.advance(days: 20)
        #expect(text(one) == text(other))
        #expect(lifetime(one) > before)
        #expect(lifetime(one) - before == total(one) - usage + droppedMonth(before: usage, one))
        #expect(one.now.utc == "2024-07-05T12:00:00.000Z")
    }

    private func lifetime(_ world: World) -> Int64 {
        world.customerIDs.flatMap { world.records(.recipes(of: $0)) }.reduce(0) { $0 + ($1["lifetime_task_count"]?.integerValue ?? 0) }
    }

    private func total(_ world: World) -> Int64 { world.usage.reduce(0) { $0 + $1.taskCount } }

    // July 2023 leaves the window when July 2024 begins.
    private func droppedMonth(before usage: Int64, _ world: World) -> Int64 {
        World(WorldOptions(customers: 10)).usage.filter { $0.month == Month(year: 2023, month: 7) }.reduce(0) { $0 + $1.taskCount }
    }
}
