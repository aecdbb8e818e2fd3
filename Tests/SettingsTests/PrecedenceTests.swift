import Catalog
import Testing
import Values

@testable import Settings

@Suite("What is set: flags, then the environment, then the file")
struct PrecedenceTests {
    @Test("A flag comes before the environment, the environment before the file, the file before the default")
    func order() async throws {
        let yaml = "db: file.db\nreserve: 20\nlog_format: json\n"
        let settings = try await load(
            yaml, flags: [.db: "flag.db"], environment: ["WORKATO_MIRROR_DB": "env.db", "WORKATO_MIRROR_RESERVE": "30"])
        #expect(settings.db == "flag.db")
        #expect(settings.reserve == 30)
        #expect(settings.logFormat == .json)
        #expect(settings.every == nil)
        #expect(settings.origin(of: "db") == "flag.db (flag --db)")
        #expect(settings.origin(of: "reserve") == "30 (environment WORKATO_MIRROR_RESERVE)")
        #expect(settings.origin(of: "log_format") == "json (workato-mirror.yaml)")
        #expect(settings.origin(of: "every") == "- (default)")
    }

    @Test(
        "A query's limits are seconds or a duration, and a size",
        arguments: [("15m", "1GB", 900, 1_000_000_000), ("60", "500kb", 60, 500_000)])
    func limits(timeout: String, size: String, seconds: Int, bytes: Int) async throws {
        let settings = try await load("timeout: \(timeout)\nvalue_limit: \(size)\n")
        #expect(settings.timeout == .seconds(seconds) && settings.valueLimit == bytes)
        let flagged = try await load("timeout: 5\nvalue_limit: 1GB", flags: [.timeout: timeout, .valueLimit: size])
        #expect(flagged.timeout == .seconds(seconds) && flagged.valueLimit == bytes)
        let unset = try await load("reserve: 10")
        #expect(unset.timeout == nil && unset.valueLimit == 64_000_000)
    }

    @Test("Without a file, flags and variables the defaults hold, one entry a key")
    func defaults() async throws {
        let folder = try Folder()
        let settings = try await folder.load()
        #expect(settings.db == "mirror.db")
        #expect(settings.reserve == 10)
        #expect(settings.logFormat == .text)
        #expect(settings.resources.isEmpty && settings.limits.isEmpty && settings.withhold.isEmpty && settings.picklists.isEmpty)
        let maps: Set<Settings.Key> = [.resources, .limits, .billing, .dashboard]
        #expect(settings.deletionGuard == DeletionGuard(rows: 20, percent: 20, empty: 5))
        #expect(settings.origin(of: "guard.rows") == "20 (default)")
        let keys = Settings.Key.allCases.filter { !maps.contains($0) }.flatMap { key in
            key == .deletionGuard ? ["guard.rows", "guard.percent", "guard.empty"] : [key.rawValue]
        }
        #expect(settings.provenance.map(\.key) == ["config"] + keys + ["WORKATO_API_TOKEN", "WORKATO_USER_EMAIL", "WORKATO_USER_TOKEN"])
        for entry in settings.provenance { #expect(entry.source == .default) }
    }

    @Test("Every key of the file is read")
    func everything() async throws {
        let settings = try await load(
            """
            db: some/mirror.db
            base_url: https://app.eu.workato.com/api
            reserve: 10
            withhold: [properties.value, members.email, members.email]
            resources:
              folders: {every: 24h}
              recipes: {enabled: true, every: 15m}
              roles: {enabled: no}
            limits: {recipes: 4000}
            guard: {rows: 100, empty: 0}
            picklists:
              - salesforce/sobject_list
              - salesforce/fields?sobject=Account&x=y
            every: 1h
            listen: 127.0.0.1:9464
            log_format: text
            """)
        #expect(settings.db == "some/mirror.db")
        #expect(settings.baseURL == "https://app.eu.workato.com/api")
        #expect(settings.withhold.map(\.description) == ["properties.value", "members.email"])
        #expect(settings.resources["folders"] == Settings.Resource(isEnabled: nil, every: .seconds(86_400)))
        #expect(settings.resources["recipes"] == Settings.Resource(isEnabled: true, every: .seconds(900)))
        #expect(settings.resources["roles"] == Settings.Resource(isEnabled: false, every: nil))
        #expect(settings.limits == ["recipes": 4_000])
        #expect(settings.deletionGuard == DeletionGuard(rows: 100, percent: 20, empty: 0))
        #expect(settings.origin(of: "guard.rows") == "100 (workato-mirror.yaml)")
        #expect(settings.origin(of: "guard.percent") == "20 (default)")
        #expect(settings.picklists.map(\.name) == ["sobject_list", "fields"])
        #expect(settings.every == .seconds(3_600))
        #expect(settings.listen == HostPort(host: "127.0.0.1", port: 9464))
        #expect(settings.origin(of: "resources.recipes.every") == "15m (workato-mirror.yaml)")
        #expect(settings.origin(of: "limits.recipes") == "4000 (workato-mirror.yaml)")
        #expect(settings.origin(of: "picklists") == "salesforce/sobject_list, salesforce/fields?sobject=Account&x=y (workato-mirror.yaml)")
    }

    @Test("A variable reaches every key, also lists and what is nested")
    func variables() async throws {
        let settings = try await load(
            "resources: {folders: {every: 24h}}\nguard: {rows: 1, percent: 2}",
            environment: [
                "WORKATO_MIRROR_GUARD_PERCENT": "100",
                "WORKATO_RATE_WINDOW": "0.5", "WORKATO_MIRROR_WITHHOLD": "members.email, properties.value",
                "WORKATO_MIRROR_RESOURCES_FOLDERS_EVERY": "7d", "WORKATO_MIRROR_RESOURCES_FOLDERS_ENABLED": "1",
                "WORKATO_MIRROR_LIMITS_LOOKUP_TABLES": "120", "WORKATO_MIRROR_PICKLISTS": "a/b?x=1%2C2,c/d",
            ])
        #expect(settings.rateWindow == .milliseconds(500))
        #expect(settings.withhold.map(\.table) == ["members", "properties"])
        #expect(settings.resources == ["folders": Settings.Resource(isEnabled: true, every: .seconds(7 * 86_400))])
        #expect(settings.limits == ["lookup_tables": 120])
        #expect(settings.deletionGuard == DeletionGuard(rows: 1, percent: 100, empty: 5))
        #expect(settings.origin(of: "guard.percent") == "100 (environment WORKATO_MIRROR_GUARD_PERCENT)")
        #expect(settings.picklists.map(\.provider) == ["a", "c"])
        #expect(settings.picklists.first?.parameters.map(\.value) == ["1,2"])
    }

    @Test("An empty variable counts as absent, and blanks around a value do not count")
    func blanks() async throws {
        let settings = try await load("reserve: 20", environment: ["WORKATO_MIRROR_RESERVE": "", "WORKATO_MIRROR_DB": " my.db\r\n"])
        #expect(settings.reserve == 20)
        #expect(settings.db == "my.db")
    }

    @Test("Of an address and a region, the one from the source that comes first holds; the other is set aside")
    func account() async throws {
        let byFlag = try await load(
            "base_url: https://one.example/api", flags: [.region: "EU"], environment: ["WORKATO_BASE_URL": "https://two.example"])
        #expect(byFlag.region == "eu")
        #expect(byFlag.baseURL == nil)
        #expect(byFlag.origin(of: "base_url") == "- (set aside: region comes first)")

        let byVariable = try await load("region: eu", environment: ["WORKATO_BASE_URL": "https://two.example"])
        #expect(byVariable.region == nil)
        #expect(byVariable.baseURL == "https://two.example")
        #expect(byVariable.origin(of: "region") == "- (set aside: base_url comes first)")
    }

    @Test("A credential is shown as set or not set; its value is nowhere")
    func credentials() async throws {
        let folder = try Folder()
        let settings = try await folder.load(environment: ["WORKATO_API_TOKEN": "hush-1", "WORKATO_USER_TOKEN": ""])
        #expect(settings.origin(of: "WORKATO_API_TOKEN") == "set (environment WORKATO_API_TOKEN)")
        #expect(settings.origin(of: "WORKATO_USER_TOKEN") == "not set (default)")
        var text = ""
        dump(settings, to: &text)
        #expect(text.contains("WORKATO_API_TOKEN"))
        #expect(!text.contains("hush-1"))
    }
}
