import Testing

@testable import Settings

@Suite("What is wrong with the settings")
struct ErrorTests {
    @Test(
        "An unknown key is named with its line, and the nearest known one with it",
        arguments: [
            ("reserv: 1", "reserv", "reserve"), ("base-url: x", "base-url", "base_url"), ("Limits: {}", "Limits", "limits"),
            ("resources: {folder: {every: 1h}}", "resources.folder", "folders"),
            ("resources: {roles: {evry: 1h}}", "resources.roles.evry", "every"),
            ("limits: {recipe: 1}", "limits.recipe", "recipes"), ("guard: {row: 1}", "guard.row", "rows"),
            ("xylophone: 1", "xylophone", nil),
        ])
    func unknownKey(yaml: String, key: String, suggestion: String?) async throws {
        let error = try await failure("db: a.db\n" + yaml)
        #expect(error.description == "workato-mirror.yaml:2: unknown key '\(key)'")
        if let suggestion {
            #expect(error.hint == "did you mean '\(suggestion)'?")
        } else {
            #expect(error.hint?.hasPrefix("there are: base_url, billing, dashboard, db, every, guard, limits, ") == true)
        }
    }

    @Test("The window of the budgets is read from the environment alone")
    func rateWindow() async throws {
        let error = try await failure("rate_window: 1")
        #expect(error.description == "workato-mirror.yaml:1: unknown key 'rate_window'")
        #expect(error.hint == "it is for tests, and read from WORKATO_RATE_WINDOW alone")
    }

    @Test(
        "A value of a wrong shape is an error, and so is a key without a value",
        arguments: [
            ("db: [a]", "db", "one value"), ("db: {a: b}", "db", "one value"), ("db:", "db", "one value"), ("db: ~", "db", "one value"),
            ("withhold: members.email", "withhold", "a list"), ("withhold:", "withhold", "a list"),
            ("withhold: [[a.b]]", "withhold", "a list"), ("picklists: [a/b, ]\nlimits: 1", "limits", "a map of keys and values"),
            ("resources:", "resources", "a map of keys and values"), ("resources: [folders]", "resources", "a map of keys and values"),
            ("resources: {folders: 24h}", "resources.folders", "a map of keys and values"),
            ("limits: {recipes: [1]}", "limits.recipes", "one value"), ("guard: 20", "guard", "a map of keys and values"),
            ("guard: {rows: }", "guard.rows", "one value"), ("- db", "the file", "a map of keys and values"),
            ("mirror.db", "the file", "a map of keys and values"),
        ])
    func shape(yaml: String, key: String, expected: String) async throws {
        let error = try await failure(yaml)
        guard case .shape(key, let place, expected) = error else {
            Issue.record("another error: \(error)")
            return
        }
        #expect(place.line != nil)
    }

    @Test(
        "A value out of bounds is an error that names the key and where it was set",
        arguments: [
            ("reserve: -1", "reserve"), ("reserve: 100", "reserve"), ("reserve: 1.5", "reserve"), ("reserve: many", "reserve"),
            ("limits: {recipes: 0}", "limits.recipes"), ("guard: {percent: 101}", "guard.percent"),
            ("guard: {rows: -1}", "guard.rows"), ("guard: {empty: few}", "guard.empty"), ("guard: {percent: 20%}", "guard.percent"),
            ("every: soon", "every"), ("every: 3600", "every"),
            ("resources: {roles: {every: 0h}}", "resources.roles.every"),
            ("resources: {roles: {enabled: maybe}}", "resources.roles.enabled"),
            ("listen: 9464", "listen"), ("listen: ':9464'", "listen"), ("listen: localhost:65536", "listen"),
            ("listen: '::1:80'", "listen"), ("listen: '[localhost]:80'", "listen"), ("listen: '[]:80'", "listen"),
            ("timeout: 0", "timeout"), ("timeout: soon", "timeout"), ("value_limit: 2GB", "value_limit"),
            ("value_limit: 10", "value_limit"),
            ("value_limit: much", "value_limit"),
            ("log_format: xml", "log_format"), ("db: ''", "db"), ("region: eu-1", "region"),
            ("base_url: https://me:hush@workato.example/api", "base_url"), ("base_url: https://workato.example/api?t=hush", "base_url"),
            ("withhold: [members.email, members]", "withhold, item 2"), ("withhold: [Members.email]", "withhold, item 1"),
            ("picklists: [a/b, hush]", "picklists, item 2"),
        ])
    func invalid(yaml: String, key: String) async throws {
        let error = try await failure(yaml)
        #expect(error.description.hasPrefix("\(key) (workato-mirror.yaml) is not valid: expected "))
        #expect(!error.description.contains("hush"))
    }

    @Test("A value that is wrong is reported from where it is set, not replaced by the next source's")
    func invalidElsewhere() async throws {
        let byVariable = try await failure("reserve: 20", environment: ["WORKATO_MIRROR_RESERVE": "x"])
        #expect(
            byVariable.description
                == "reserve (environment WORKATO_MIRROR_RESERVE) is not valid: expected a percentage from 0 to 99")
        let byFlag = try await failure("every: 1h", flags: [.every: "often"])
        #expect(byFlag.description.hasPrefix("every (flag --every) is not valid: expected a duration"))
        let window = try await failure("", environment: ["WORKATO_RATE_WINDOW": "nan"])
        #expect(window.description.hasPrefix("rate_window (environment WORKATO_RATE_WINDOW) is not valid"))
    }

    @Test("A column of a table that there is not would be kept as it is: that is refused")
    func unknownTable() async throws {
        let error = try await failure("withhold: [properties.value, member.email]")
        #expect(error == .unknownTable(key: "withhold, item 2", source: .file("workato-mirror.yaml"), suggestion: "members"))
        #expect(error.hint == "did you mean 'members'?")
    }

    @Test("An address and a region from one source contradict")
    func conflict() async throws {
        let inFile = try await failure("region: eu\nbase_url: https://workato.example/api")
        #expect(inFile == .conflict(of: .baseURL, and: .region, source: .file("workato-mirror.yaml")))
        let inEnvironment = try await failure("", environment: ["WORKATO_REGION": "eu", "WORKATO_BASE_URL": "https://workato.example"])
        #expect(inEnvironment.exitCode == 64)
        #expect(inEnvironment.description.contains("base_url and region are both set"))
    }

    @Test(
        "A duration is a number and s, m, h or d",
        arguments: [
            ("1s", 1), ("90s", 90), ("15m", 900), ("1h", 3_600), ("24h", 86_400), ("7d", 604_800), ("007d", 604_800), ("366d", 31_622_400),
        ])
    func duration(text: String, seconds: Int) {
        #expect(ValueParser.duration.parse(text) == .seconds(seconds))
    }

    @Test(
        "What else looks like a duration is none",
        arguments: [
            "", "s", "5", "0s", "-5m", "+5m", "1.5h", "1h30m", "1 h", "1H", "٣h", "367d", "999999999d", "9999999999999999999s", "PT1H",
        ])
    func noDuration(text: String) {
        #expect(ValueParser.duration.parse(text) == nil)
    }
}
