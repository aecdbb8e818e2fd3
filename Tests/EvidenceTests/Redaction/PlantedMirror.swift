import Billing
import Foundation
import GRDB
import PartnerAPI
import Simulator
import Store
import Sync
import TestServers

/// A mirror of a simulated account after two runs and a closed month, in which values of redacted columns stand also where nobody marked them.
enum PlantedMirror {
    /// What is planted: the names of customers, as no seed makes them.
    static let names = [
        #"Quote "Inc" \ Sons"#, "Zoë & Søn 日本 🎈", "Plain Name Ltd", "Plain Name Ltd of Ohio", "tab\there",
    ]
    static let email = "nadia.verylongname@customer.example"

    private static let made = Task { try await make() }

    /// A copy of its own, in a folder of its own.
    static func copy() async throws -> URL {
        let source = try await made.value
        let folder = FileManager.default.temporaryDirectory.appending(path: "redaction-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: "copy.db")
        try await DatabaseQueue(path: source.path).vacuum(into: copy.path)
        return copy
    }

    private static func make() async throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "redaction-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "mirror.db").path
        var options = WorldOptions(
            customers: 6, seed: 5, recipesPerCustomer: 3, connectionsPerCustomer: 2, lookupTablesPerCustomer: 1, rowsPerTable: 3)
        options.now = Moment(2024, 6, 10, 12)
        let world = World(options)
        let customers = world.customerIDs
        try await ServerTurn.take {
            var options = SimulatorOptions()
            options.rateWindow = 0
            try await withSimulator(world, options) { simulator async throws in
                try await sync(simulator, path, world)
                for (name, customer) in zip(names, customers) { world.set("name", to: .string(name), of: customer, in: .customers) }
                world.set("notification_email", to: .string(email), of: customers[0], in: .customers)
                world.advance(days: 1)
                try await sync(simulator, path, world)
            }
        }
        try plant(customers[0], in: path)
        let now = Date(timeIntervalSince1970: Double(world.now.milliseconds) / 1_000)
        _ = try MonthClose(
            path: path, terms: CloseTerms(timeZone: "UTC"), letterhead: BillingLetterhead(issuer: "Partner"), toolVersion: "1.0.0"
        )("2024-05", now: now)
        return URL(filePath: path)
    }

    private static func sync(_ simulator: RunningSimulator, _ path: String, _ world: World) async throws {
        let mirror = try MirrorDatabase.open(path, account: "http://partner.example/api")
        let requests = RequestCounter()
        let now = Date(timeIntervalSince1970: Double(world.now.milliseconds) / 1_000)
        _ = try await PartnerClient.with(
            base: BaseURL(simulator.baseURL), credentials: Credentials.from(environment: ["WORKATO_API_TOKEN": "simulator-token"]),
            rateLimiter: RateLimiter(time: .immediate(now)), options: .patient, observe: requests.note
        ) { client in
            try await SyncRun(mirror: mirror, client: client, requests: requests, options: SyncRun.Options(), now: { now }).run()
        }
    }
}

extension PlantedMirror {
    /// Puts values of redacted columns where a server, a sync or a user may have put them.
    private static func plant(_ customer: Int64, in path: String) throws {
        let front = try json(["who": .string(names[0]), "list": .array([.string("for \(names[1])"), .string(names[4])]), "n": .null])
        let extra =
            front.dropLast() + #","big":12345678901234567890.50,"also":"Zo\u00eb \u0026 S\u00f8n \u65e5\u672c \ud83c\udf88"}"# as String
        let inner = try json(["label": .string(names[0]), "mail": .string(email)])
        let code = try json(["name": .string(names[2]), "input": .string(inner), names[3]: .bool(true), "keep": .string("as it is")])
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "UPDATE recipes SET _extra = ? WHERE rowid = (SELECT min(rowid) FROM recipes)", arguments: [extra])
            try db.execute(
                sql: "UPDATE recipe_versions SET code = ? WHERE rowid = (SELECT min(rowid) FROM recipe_versions)", arguments: [code])
            try db.execute(sql: "UPDATE sync_runs SET error = ? WHERE id = 1", arguments: ["the server says: \(email) is unknown"])
            for body in [Data(extra.utf8), Data("{\"broken\":\"\(names[3])\", \"Zo\\u00eb & S".utf8) + [0xFF, 0x00] + Data(email.utf8)] {
                try db.execute(
                    sql: """
                        INSERT INTO drift_observations (run, resource, scope, reason, fetched_at, sha256, body)
                        VALUES (1, 'recipes', 'managed_user_id=\(customer)', 'no list', '2024-06-10T12:00:00.000Z', ?, ?)
                        """, arguments: [String(repeating: body.count.isMultiple(of: 2) ? "a" : "b", count: 64), body])
            }
            try db.execute(
                sql: "UPDATE usage_observations SET body = ? WHERE rowid = (SELECT min(rowid) FROM usage_observations)", arguments: [extra])
            try plantOwnTables(in: db)
        }
    }

    private static func plantOwnTables(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE notes (id INTEGER PRIMARY KEY, customer TEXT UNIQUE, note TEXT, raw BLOB, length AS (length(note)));
                CREATE INDEX notes_note ON notes (note, customer);
                CREATE TABLE tags (tag TEXT NOT NULL PRIMARY KEY, colour TEXT) WITHOUT ROWID;
                CREATE VIEW about_plain AS SELECT * FROM notes WHERE customer = 'Plain Name Ltd';
                CREATE VIEW notes_by_customer AS SELECT c.id, n.note FROM notes AS n JOIN managed_users AS c ON c.name = n.customer;
                CREATE TRIGGER notes_touch AFTER UPDATE ON notes BEGIN INSERT OR IGNORE INTO tags (tag) VALUES ('touched'); END;
                """)
        for name in names {
            let raw = Data("raw \(name)\0\(email)".utf8)
            try db.execute(
                sql: "INSERT INTO notes (customer, note, raw) VALUES (?, ?, ?)", arguments: [name, "\(name): call \(email), \(name)", raw])
            try db.execute(sql: "INSERT INTO tags (tag, colour) VALUES (?, 'red')", arguments: [name])
        }
        try db.execute(sql: "INSERT INTO notes (customer, note) VALUES (NULL, ''); ANALYZE")
    }

    private enum Value {
        case string(String)
        case array([Value])
        case bool(Bool)
        case null
    }

    private static func json(_ members: [String: Value]) throws -> String {
        func plain(_ value: Value) -> Any {
            switch value {
            case .string(let text): text
            case .array(let values): values.map(plain)
            case .bool(let flag): flag
            case .null: NSNull()
            }
        }
        return String(
            decoding: try JSONSerialization.data(withJSONObject: members.mapValues(plain), options: [.sortedKeys]), as: UTF8.self)
    }
}
