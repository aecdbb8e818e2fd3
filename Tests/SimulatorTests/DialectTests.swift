import Simulator
import Testing

@Suite("A dialect")
struct DialectTests {
    private func options(_ dialect: Dialect) -> SimulatorOptions { .with { $0.dialect = dialect } }

    /// What a listing of one record answers, with `R` for the record.
    private func envelopes(_ path: String, _ record: String, _ world: World) async throws -> [String] {
        var texts: [String] = []
        for dialect in Dialect.allCases {
            try await withSimulator(world, options(dialect)) { simulator async throws in
                texts.append(try await simulator.get("/api/" + path).text.replacing(record, with: "R"))
            }
        }
        return texts
    }

    private func world() -> World {
        let world = World(.empty)
        world.add(["id": 10], to: .customers)
        world.add(["id": 5, "name": "x"], to: .recipes(of: 10))
        world.add(["id": 5, "name": "x"], to: .connections(of: 10))
        world.add(["id": 5, "name": "x"], to: .lookupTables(of: 10))
        world.add(["id": 5, "name": "x"], to: .rows(of: 10, table: 5))
        world.add(["id": 5, "name": "x"], to: .apiCollections(of: 10))
        world.add(["id": 5, "name": "x"], to: .apiEndpoints(of: 10))
        world.add(["id": 5, "name": "x"], to: .apiClients(of: 10))
        world.add(["id": 5, "name": "x"], to: .apiAccessProfiles(of: 10))
        world.add(["id": 5, "name": "x"], to: .customConnectors)
        world.add(["id": 5, "name": "x"], to: .customerManagers)
        world.setConnector(["name": "x"])
        return world
    }

    private static let result = #"{"result":[R]}"#
    private static let counted = #"{"result":[R],"count":1,"page":1,"per_page":100}"#
    private static let missing = #"{"message":"Not found"}"#
    private static let always = [result, result, result, result]
    private static let later = [result, result, result, counted]

    @Test(
        "wraps each listing its own way",
        arguments: [
            ("managed_users", later), ("managed_users/10/recipes", [#"{"items":[R]}"#, result, result, counted]),
            ("managed_users/10/connections", always), ("managed_users/10/lookup_tables", later),
            ("managed_users/10/lookup_tables/5/rows", always), ("managed_users/10/api_collections", always), ("api_collections", empty),
            ("managed_users/10/api_endpoints", always), ("managed_users/10/api_clients", always),
            ("managed_users/10/api_access_profiles", ["[R]", "[R]", result, result]), ("custom_connectors", always),
            ("v2/managed_users/10/api_clients", [missing, missing] + data), ("integrations", ["[R]", "[R]"] + items),
            ("integrations/all", [missing, missing] + ones), ("customer_managers", managers),
        ])
    func envelopes(path: String, texts: [String]) async throws {
        let records = ["integrations": #"{"name":"x"}"#, "integrations/all": #"{"name":"x"}"#, "managed_users": #"{"id":10}"#]
        #expect(try await envelopes(path, records[path] ?? #"{"id":5,"name":"x"}"#, world()) == texts)
    }

    private static let empty = Array(repeating: #"{"result":[]}"#, count: 4)
    private static let data = Array(repeating: #"{"data":[R],"count":1,"page":1,"per_page":100}"#, count: 2)
    private static let items = Array(repeating: #"{"items":[R]}"#, count: 2)
    private static let ones = Array(repeating: #"{"items":[R],"count":1,"page":1,"per_page":1}"#, count: 2)
    private static let managers = Array(repeating: #"{"result":{"items":[R]}}"#, count: 4)

    @Test("wraps a recipe that is asked for alone") func alone() async throws {
        let texts = try await envelopes("managed_users/10/recipes/5", #"{"id":5,"name":"x"}"#, world())
        #expect(texts == ["R", "R", "R", #"{"result":[R]}"#])
    }

    @Test(
        "has ten recipes a page up to 2022, and says from 2025 on how many there are",
        arguments: [(Dialect.year2020, "items", 10), (.year2022, "result", 10), (.year2024, "result", 100), (.year2025, "result", 100)])
    func pages(dialect: Dialect, name: String, size: Int) async throws {
        let world = world()
        for id in 6...Int64(124) { world.add(recipe(id), to: .recipes(of: 10)) }
        try await withSimulator(world, options(dialect)) { simulator async throws in
            let path = "/api/managed_users/10/recipes"
            #expect(try await simulator.get(path).json[name]?.elements?.count == size)
            #expect(try await simulator.get(path + "?per_page=500").json[name]?.elements?.count == 100)
            #expect(try await simulator.get(path + "?per_page=100&page=2").json[name]?.elements?.count == 20)
            let beyond = try await simulator.get(path + "?page=99").text
            let counts = dialect == .year2025 ? #","count":120,"page":99,"per_page":100"# : ""
            #expect(beyond == #"{"\#(name)":[]\#(counts)}"#)
        }
    }

    @Test("drops the fields that came later or have gone, and no others") func fields() {
        let world = World(WorldOptions(customers: 3))
        let customer = world.records(.customers)[0]
        let all = customer.members?.map(\.name) ?? []
        let old = [
            "id", "external_id", "name", "notification_email", "plan_id", "origin_url", "in_trial", "created_at", "updated_at",
        ]
        func names(_ dialect: Dialect) -> [String]? { dialect.shown(customer, of: .customers).members?.map(\.name) }
        #expect(names(.year2020) == old)
        #expect(names(.year2022) == all.filter { !["time_zone", "team_name"].contains($0) })
        #expect(names(.year2024) == all)
        #expect(names(.year2025) == all.filter { !["task_limit_adjustment", "task_limit"].contains($0) })
        let recipe = world.records(.recipes(of: world.customerIDs[0]))[0]
        #expect(Dialect.year2020.shown(recipe, of: .recipes)["lifetime_task_count"] == nil)
        #expect(Dialect.year2022.shown(recipe, of: .recipes)["project_id"] == nil)
        #expect(Dialect.year2024.shown(recipe, of: .recipes) == recipe)
    }

    @Test("shows what `shown` says it shows", arguments: Dialect.allCases) func truth(dialect: Dialect) async throws {
        let world = World(WorldOptions(customers: 2))
        let id = world.customerIDs[0]
        try await withSimulator(world, options(dialect)) { simulator async throws in
            func records(_ path: String, _ name: String?) async throws -> [JSON]? {
                let json = try await simulator.get("/api/" + path).json
                return (name.flatMap { json[$0] } ?? json).elements
            }
            let customers = world.records(.customers).map { dialect.shown($0, of: .customers) }
            #expect(try await records("managed_users", "result") == customers)
            let connections = world.records(.connections(of: id)).map { dialect.shown($0, of: .connections) }
            #expect(try await records("managed_users/\(id)/connections", "result") == connections)
            let connectors = world.connectors.map { dialect.shown($0, of: .integrations) }
            #expect(try await records("integrations", "items") == connectors)
            let alone = try await simulator.get("/api/managed_users/\(id)").json
            #expect(try alone == dialect.shown(#require(world.record(id, in: .customers)), of: .customers, alone: true))
        }
    }

    @Test("of 2020 misspells the external id of a customer asked for alone, and has times in UTC") func slips() async throws {
        let world = plantedWorld()
        world.set("origin_url", to: "https://x.example.com", of: 20, in: .customers)
        world.add(["id": 1, "created_at": "2024-06-15T05:00:00.000-07:00", "updated_at": .null], to: .connections(of: 20))
        try await withSimulator(world, options(.year2020)) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/20").text == #"{"id":20,"exteranl_id":"A2300","name":"Twenty"}"#)
            #expect(try await simulator.get("/api/managed_users").result[1]["external_id"] == "A2300")
            #expect(try await simulator.get("/api/managed_users").result[1]["origin_url"] == "https://x.example.com")
            let text = try await simulator.get("/api/managed_users/20/connections").text
            #expect(text == #"{"result":[{"id":1,"created_at":"2024-06-15T12:00:00.000Z","updated_at":null}]}"#)
        }
    }

    @Test("shows tags only where they are asked for, and from 2024 on", arguments: Dialect.allCases)
    func tags(dialect: Dialect) async throws {
        let world = plantedWorld()
        world.add(["id": 1, "tags": ["prod"]], to: .connections(of: 20))
        world.add(["id": 2], to: .connections(of: 20))
        try await withSimulator(world, options(dialect)) { simulator async throws in
            let path = "/api/managed_users/20/connections"
            #expect(try await simulator.get(path).text == #"{"result":[{"id":1},{"id":2}]}"#)
            let tagged = #"{"result":[{"id":1,"tags":["prod"]},{"id":2,"tags":[]}]}"#
            #expect(
                try await simulator.get(path + "?includes[]=tags").text
                    == (dialect < .year2024 ? #"{"result":[{"id":1},{"id":2}]}"# : tagged))
        }
    }

    @Test(
        "has one of the forms of the usage report, unless it is told another",
        arguments: [
            (Dialect.year2020, #"{"result":{"20":{"2024-06":7}}}"#), (.year2024, #"{"result":{"20":{"2024-06":7}}}"#),
            (.year2025, #"{"result":[{"id":20,"external_id":null,"name":null,"usage":[{"month":"2024-06","task_count":7}]}]}"#),
        ])
    func usage(dialect: Dialect, text: String) async throws {
        let world = World(.empty)
        world.add(["id": 20], to: .customers)
        world.setUsage(7, of: 20, in: Month(year: 2024, month: 6))
        try await withSimulator(world, options(dialect)) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/usage").text == text)
        }
        let told = SimulatorOptions.with { ($0.dialect, $0.usageForm) = (dialect, .byMonth) }
        try await withSimulator(world, told) { simulator async throws in
            #expect(try await simulator.get("/api/managed_users/usage").json["result"]?["2024-06"] == ["20": 7])
        }
    }

    @Test("lists properties its own way") func properties() {
        let pairs = [(name: "b", value: "1"), (name: "a", value: "")]
        #expect(Dialect.year2020.properties(pairs).text == #"[{"name":"b","value":"1"},{"name":"a","value":""}]"#)
        #expect(Dialect.year2022.properties(pairs).text == #"{"result":{"b":"1","a":""}}"#)
        #expect(Dialect.year2024.properties([]).text == #"{"result":{}}"#)
        #expect(Dialect.year2025.properties(pairs).text == #"{"b":"1","a":""}"#)
        #expect(Dialect.year2020.savedProperties(2).text == #"{"saved_property_count":2}"#)
        #expect(Dialect.year2024.savedProperties(2).text == #"{"success":true}"#)
    }

    @Test("knows its listings") func listings() {
        let young: [Listing] = [.recipeVersions, .projects, .apiClientsV2, .allIntegrations]
        #expect(Listing.allCases.filter { !Dialect.year2020.has($0) } == young)
        #expect(Listing.allCases.allSatisfy { Dialect.year2024.has($0) && Dialect.year2025.has($0) })
        #expect(Dialect.year2020.shown(["id": "j-x", "started_at": "2024-06-15T05:00:00-07:00"], of: .jobs)["id"]?.integerValue != nil)
        #expect(Dialect.year2022.shown(["folder_ids": [7, "8"]], of: .roles) == ["folder_ids": ["7", "8"]])
        #expect(Dialect.year2024.shown(["folder_ids": [7]], of: .roles) == ["folder_ids": [7]])
    }
}
