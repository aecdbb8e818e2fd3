import Catalog
import Foundation
import GRDB
import Simulator
import Store
import Testing

/// Random changes over many runs. After every run the mirror equals the world, and as of every run it equals what it was then.
@Suite struct HistoryPropertyTests {
    @Test("as of each run the mirror is what it was then", arguments: [1] as [UInt64])
    func randomRuns(seed: UInt64) async throws {
        let world = World(WorldOptions(customers: 3, seed: seed, recipesPerCustomer: 5, rowsPerTable: 12))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            var random = Random(seed: seed)
            var moments: [[String: Set<Truth.Cells>]] = []
            for run in 1...30 {
                try await harness.sync(simulator) { $0.allowedDeletes = .all }
                #expect(try harness.differences(from: world).filter { !Self.neverShrinks($0) } == [], "seed \(seed), run \(run)")
                moments.append(try harness.liveTables())
                for _ in 0..<random.below(8) { Self.change(world, &random) }
                if random.below(2) == 0 { world.advance(days: 1) }
            }
            try harness.expect(moments, "seed \(seed)")
            // The history tables as an older version has left them: they can be read as they are, and the next run puts them in order.
            try harness.displaceTwins()
            try harness.expect(Array(moments.prefix(3)), "seed \(seed), rows out of place")
            try await harness.sync(simulator) { $0.allowedDeletes = .all }
            try harness.expect(moments, "seed \(seed), rows put in place")
            #expect(try harness.rows("SELECT 1 FROM recipes_history WHERE rowid < 10000000000000") == [])
        }
    }

    /// Usage and versions stay when the world forgets them.
    static func neverShrinks(_ difference: String) -> Bool {
        difference.hasPrefix("task_usage: ") || difference.hasPrefix("recipe_versions: ") ? difference.contains("; 0 missing") : false
    }

    static func change(_ world: World, _ random: inout Random) {
        guard let customer = random.element(of: world.customerIDs) else { return }
        let recipes = world.records(.recipes(of: customer)).compactMap { $0["id"]?.integerValue }
        let tables = world.records(.lookupTables(of: customer)).compactMap { $0["id"]?.integerValue }
        switch random.below(15) {
        case 9: changeOrganization(world, of: customer, &random)
        case 10: changePlatform(world, of: random.below(2) == 0 ? 0 : customer, &random)
        case 11: world.setProperty("p\(random.below(4))", to: random.below(4) == 0 ? nil : "v\(random.below(9))", of: customer)
        case 12: changeConnectors(world, &random)
        case 13: changeOrganization(world, of: customer, &random)
        case 14: changePlatform(world, of: customer, &random)
        case 0: if let id = random.element(of: recipes) { world.delete(id, from: .recipes(of: customer)) }
        case 1:
            let name = JSON.string("n\(random.below(99))")
            if let id = random.element(of: recipes) { world.set("name", to: name, of: id, in: .recipes(of: customer)) }
        case 2:
            if let id = random.element(of: recipes) {
                world.set("config", to: random.below(2) == 0 ? .array([]) : .null, of: id, in: .recipes(of: customer))
            }
        case 3:
            if let id = random.element(of: recipes) {
                world.set("action_applications", to: .texts((0..<random.below(4)).map { "app\($0)" }), of: id, in: .recipes(of: customer))
            }
        case 4: world.set("whitelisted_apps", to: .texts((0..<random.below(4)).map { "app\($0)" }), of: customer, in: .customers)
        case 5: if random.below(4) == 0, world.customerIDs.count > 1 { world.delete(customer, from: .customers) }
        case 6:
            replace(Int64(10_000_000_000 + random.below(4)), ["name": "again"], in: .connections(of: customer), world)
        case 7:
            if let table = random.element(of: tables) {
                let rows = world.records(.rows(of: customer, table: table)).compactMap { $0["id"]?.integerValue }
                if let id = random.element(of: rows) { world.delete(id, from: .rows(of: customer, table: table)) }
            }
        default:
            if let table = random.element(of: tables) {
                let cell = JSON.string("v\(random.below(5))")
                replace(Int64(7_000 + random.below(9)), ["data": ["Code": cell]], in: .rows(of: customer, table: table), world)
            }
        }
    }
}

extension HistoryPropertyTests {
    /// Replaces the record with that id, if there is one. The world would keep both.
    private static func replace(_ id: Int64, _ record: JSON, in place: Place, _ world: World) {
        world.delete(id, from: place)
        var record = record
        record["id"] = .integer(id)
        world.add(record, to: place)
    }

    private static func changeOrganization(_ world: World, of customer: Int64, _ random: inout Random) {
        let places: [Place] = [.members(of: customer), .folders(of: customer), .projects(of: customer), .roles(of: customer)]
        let place = places[random.below(places.count)]
        let ids = world.records(place).compactMap { $0["id"]?.integerValue }
        switch random.below(4) {
        case 0: if let id = random.element(of: ids) { world.delete(id, from: place) }
        case 1: if let id = random.element(of: ids) { world.set("name", to: .string("n\(random.below(99))"), of: id, in: place) }
        case 2:
            guard let id = random.element(of: world.records(.roles(of: customer)).compactMap({ $0["id"]?.integerValue })) else { return }
            let privileges: JSON = random.below(3) == 0 ? .null : ["Recipes": .texts((0..<random.below(4)).map { "op\($0)" })]
            world.set("privileges", to: privileges, of: id, in: .roles(of: customer))
        default: replace(Int64(30_000_000 + random.below(3)), ["name": "again"], in: .members(of: customer), world)
        }
    }

    private static func changePlatform(_ world: World, of owner: Int64, _ random: inout Random) {
        let collections = world.records(.apiCollections(of: owner)).compactMap { $0["id"]?.integerValue }
        let clients = world.records(.apiClients(of: owner)).compactMap { $0["id"]?.integerValue }
        switch random.below(5) {
        case 0: if let id = random.element(of: collections) { world.delete(id, from: .apiCollections(of: owner)) }
        case 1: if let id = random.element(of: clients) { world.delete(id, from: .apiClients(of: owner)) }
        case 2:
            let id = Int64(40_000_000 + random.below(3))
            replace(id, ["name": "again", "api_spec_url": .string("https://x/y?t=\(id)")], in: .apiCollections(of: owner), world)
        default:
            guard let collection = random.element(of: collections) else { return }
            let id = Int64(50_000_000 + random.below(5))
            replace(id, ["api_collection_id": .integer(collection), "active": true], in: .apiEndpoints(of: owner), world)
        }
    }

    private static func changeConnectors(_ world: World, _ random: inout Random) {
        let name = "made\(random.below(3))"
        if random.below(4) == 0 { world.removeConnector(named: name) }
        let operations = (0..<random.below(3)).map {
            JSON.object([.init("name", .string("op\($0)")), .init("deprecated", .bool($0 == 1))])
        }
        world.setConnector(["name": .string(name), "title": .string("t\(random.below(9))"), "actions": .array(operations)])
    }
}

/// A small generator whose seed a failure prints.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func element<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}

extension Harness {
    func expect(_ moments: [[String: Set<Truth.Cells>]], _ comment: String) throws {
        for (index, moment) in moments.enumerated() {
            let past = try liveTables(asOf: index + 1)
            for (table, rows) in moment { #expect(past[table] == rows, "\(comment), \(table) as of run \(index + 1)") }
        }
    }

    func displaceTwins() throws {
        for table in Catalog.standard.tables.map({ "\($0.name)_history" }) {
            try write(
                """
                UPDATE \(table) SET rowid = moved.place
                FROM (SELECT rowid AS was, row_number() OVER (ORDER BY rowid) AS place FROM \(table)) AS moved
                WHERE \(table).rowid = moved.was
                """)
        }
        try write("DELETE FROM mirror_meta WHERE name = 'derived_sha256'")
    }

    /// The live tables as of a run, read through the relations that `--as-of` makes.
    func liveTables(asOf run: Int) throws -> [String: Set<Truth.Cells>] {
        let columns = try columns()
        return try reading(asOf: run, for: columns.keys.joined(separator: " ")) { db in
            try columns.reduce(into: [:]) { tables, table in
                let names = table.value.map { "\"\($0)\"" }.joined(separator: ", ")
                tables[table.key] = Set(try Row.fetchAll(db, sql: "SELECT \(names) FROM \"\(table.key)\"").map(\.cells))
            }
        }
    }

    func rows(asOf run: Int, _ statement: String) throws -> [Truth.Cells] {
        try reading(asOf: run, for: statement) { try Row.fetchAll($0, sql: statement).map(\.cells) }
    }

    private func reading<Result>(asOf run: Int, for statement: String, _ body: (Database) throws -> Result) throws -> Result {
        let moment = try AsOfRun("\(run)", in: path)
        return try DatabaseQueue(path: path).writeWithoutTransaction { db in
            try moment.prepare(db, for: statement)
            return try body(db)
        }
    }
}
