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
        for owner in [Int64(0), 10] {
            for place in [Place.apiCollections, Place.apiEndpoints, Place.apiClients, Place.apiAccessProfiles] {
                world.add(["id": 5, "name": "x"], to: place(owner))
            }
        }
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
            ("managed_users/10/lookup_tables/5/rows", always), ("managed_users/10/api_collections", always),
            ("managed_users/10/api_endpoints", always), ("managed_users/10/api_clients", always),
            ("managed_users/10/api_access_profiles", ["[R]", "[R]", "[R]", result]), ("custom_connectors", always),
            ("v2/managed_users/10/api_clients", [missing, missing] + data), ("integrations", ["[R]", "[R]"] + items),
            ("integrations/all", [missing, missing] + ones), ("customer_managers", managers),
        ])
    func envelopes(path: String, texts: [String]) async throws {
        let records = ["integrations": #"{"name":"x"}"#, "integrations/all": #"{"name":"x"}"#, "managed_users": #"{"id":10}"#]
        #expect(try await envelopes(path, records[path] ?? #"{"id":5,"name":"x"}"#, world()) == texts)
    }

    @Test(
        "wraps the API platform of the partner's own workspace in nothing, but for the second version",
        arguments: ["api_collections", "api_endpoints", "api_clients", "api_access_profiles"])
    func ownEnvelopes(path: String) async throws {
        let record = #"{"id":5,"name":"x"}"#
        #expect(try await envelopes(path, record, world()) == ["[R]", "[R]", "[R]", "[R]"])
        #expect(try await envelopes("v2/api_clients", record, world()) == [Self.missing, Self.missing] + Self.data)
    }

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

    @Test(
        "has one of the forms of the usage report, unless it is told another",
        arguments: [
            (Dialect.year2020, #"{"result":{"20":{"2024-06":7}}}"#), (.year2022, byMonth), (.year2024, #"{"result":{"20":{"2024-06":7}}}"#),
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
            #expect(try await simulator.get("/api/managed_users/usage").text == Self.byMonth)
        }
    }

    private static let byMonth =
        #"{"result":{"2023-07":{},"2023-08":{},"2023-09":{},"2023-10":{},"2023-11":{},"2023-12":{},"2024-01":{},"2024-02":{},"#
        + #""2024-03":{},"2024-04":{},"2024-05":{},"2024-06":{"20":7}}}"#

    @Test("lists properties its own way") func properties() {
        let pairs = [(name: "b", value: "1"), (name: "a", value: "")]
        #expect(Dialect.year2020.properties(pairs).text == #"[{"name":"b","value":"1"},{"name":"a","value":""}]"#)
        #expect(Dialect.year2022.properties(pairs).text == #"{"result":{"b":"1","a":""}}"#)
        #expect(Dialect.year2024.properties([]).text == #"{"result":{}}"#)
        #expect(Dialect.year2025.properties(pairs).text == #"{"b":"1","a":""}"#)
        #expect(Dialect.allCases.allSatisfy { $0.properties(pairs, in: .partner).text == #"{"b":"1","a":""}"# })
        #expect(Dialect.year2020.savedProperties(2).text == #"{"saved_property_count":2}"#)
        #expect(Dialect.year2024.savedProperties(2).text == #"{"success":true}"#)
    }

    @Test(
        "has a form for each listing that other parts of the simulator answer",
        arguments: [
            (Listing.members, ["[R]", "[R]", "[R]", "[R]"]), (.roles, ["[R]", result, result, counted]), (.folders, later),
            (.projects, ["-", result, result, counted]), (.recipeVersions, ["-", "-", #"{"data":[R]}"#, #"{"data":[R]}"#]),
            (.jobs, Array(repeating: #"{"items":[R]}"#, count: 4)),
        ])
    func forms(listing: Listing, texts: [String]) {
        let shown = Dialect.allCases.map { $0.page(of: listing, showing: [["name": "x"]])?.text ?? "-" }
        #expect(shown.map { $0.replacing(#"{"name":"x"}"#, with: "R") } == texts)
        let second = Dialect.year2025.page(of: .roles, showing: [], number: 2, size: 7, total: 9)
        #expect(second?.text == #"{"result":[],"count":9,"page":2,"per_page":7}"#)
        #expect(Dialect.year2025.page(of: .apiClients, showing: [], number: 2, in: .partner)?.text == "[]")
    }

    @Test("knows its listings") func listings() {
        let young: [Listing] = [.recipeVersions, .projects, .apiClientsV2, .allIntegrations]
        #expect(Listing.allCases.filter { !Dialect.year2020.has($0) } == young)
        #expect(Listing.allCases.allSatisfy { Dialect.year2024.has($0) && Dialect.year2025.has($0) })
    }
}
