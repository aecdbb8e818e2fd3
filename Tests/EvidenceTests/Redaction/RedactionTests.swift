import Billing
import Foundation
import GRDB
import Hashing
import Reports
import Store
import Testing
import Values

@testable import Evidence

/// A redacted file tells no hidden value in any byte, and is still a mirror that joins, bills and reports.
@Suite("A redacted copy") struct RedactionTests {
    /// Redacts a copy and writes it anew, as a snapshot does.
    private static func redacted(
        _ copy: URL, _ words: [String], key: RedactionKey = RedactionKey()
    ) async throws -> (file: URL, result: RedactionResult) {
        let schema = try SchemaDescription()
        let choice = try RedactionChoice(words, schema: schema)
        let result = try Redactor(choice, key: key, schema: schema, reports: ReportCatalog.load().reports).redact(copy.path)
        let file = copy.deletingLastPathComponent().appending(path: "redacted-\(UUID().uuidString).db")
        try await DatabaseQueue(path: copy.path).vacuum(into: file.path)
        return (file, result)
    }

    /// A copy before and after both classes were hidden in it: several tests look at it.
    private static let both = Task {
        let (copy, before) = (try await PlantedMirror.copy(), try await PlantedMirror.copy())
        let (file, result) = try await redacted(copy, ["personal", "secret"])
        return (before: before, file: file, result: result)
    }

    private func read<Value: Sendable>(_ file: URL, _ body: @Sendable (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: file.path).read(body)
    }

    /// What the columns hold as a whole, four characters or more.
    private func values(_ file: URL, _ words: [String]) throws -> Set<String> {
        let choice = try RedactionChoice(words, schema: SchemaDescription())
        return try read(file) { db in
            var values: Set<String> = []
            for column in choice.columns {
                for table in [column.table, column.table + "_history"] where try db.tableExists(table) {
                    values.formUnion(
                        try String.fetchAll(
                            db, sql: "SELECT DISTINCT \(column.column) FROM \(table) WHERE typeof(\(column.column)) = 'text'"))
                }
            }
            return values.filter { $0.count >= 4 }
        }
    }

    @Test("no byte of the file tells a personal or secret value", arguments: [["personal"], ["secret"]])
    func bytes(words: [String]) async throws {
        let copy = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
        let hidden = try values(copy, words)
        #expect(hidden.count > (words == ["secret"] ? 5 : 100))
        let (file, result) = try await Self.redacted(copy, words)
        let found = try ByteSearch(file).told(of: hidden)
        let planted = PlantedMirror.names + [PlantedMirror.email]
        #expect(found.isEmpty, "\(found.count) of \(hidden.count)")
        #expect(words == ["secret"] || hidden.isSuperset(of: planted))
        #expect(result.values >= hidden.count && result.leftOut.contains { $0.what == "billing_files" })
        #expect(try read(file) { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    }

    @Test("joins over hidden columns have as many rows as before, and all else is as it was") func joins() async throws {
        let (copy, file, result) = try await Self.both.value
        let queries = [
            "SELECT count(*) FROM notes AS n JOIN managed_users AS c ON c.name = n.customer",
            "SELECT count(*) FROM notes_by_customer",
            "SELECT count(*) FROM tags AS t JOIN notes AS n ON n.customer = t.tag",
            "SELECT count(*) FROM billing_lines AS b JOIN managed_users AS c ON c.name = b.name AND c.external_id IS b.external_id",
            "SELECT count(DISTINCT name) FROM managed_users", "SELECT count(DISTINCT name) FROM managed_users_history",
            "SELECT count(*) FROM members AS m JOIN recipes AS r ON r.author_name = m.name",
            "SELECT count(*) FROM connections WHERE description IS NULL", "SELECT count(*) FROM notes WHERE note = ''",
            "SELECT count(*) FROM changes", "SELECT sum(task_count) FROM task_usage",
            "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)",
        ]
        let before = try read(copy) { db in try queries.map { try String.fetchOne(db, sql: $0) } }
        #expect(try ByteSearch(file).told(of: values(copy, ["personal", "secret"])).isEmpty)
        #expect(try read(file) { db in try queries.map { try String.fetchOne(db, sql: $0) } } == before)
        #expect(result.leftOut.contains { $0.what == "the view about_plain" })
        #expect(result.cells["notes"] ?? 0 > 10 && result.cells["recipe_versions"] ?? 0 > 0)
        // A trigger of the user's has not run.
        #expect(try read(file) { try Int.fetchOne($0, sql: "SELECT count(*) FROM tags WHERE tag = 'touched'") } == 0)
        #expect(
            try read(file) { db in try String.fetchOne(db, sql: "SELECT value FROM mirror_meta WHERE name = 'base_url'") }
                == "http://partner.example/api")
    }

    @Test("every report runs; those that read a hidden column are named") func reports() async throws {
        let (_, file, result) = try await Self.both.value
        let customer = try read(file) { try String.fetchOne($0, sql: "SELECT managed_user_id FROM lookup_tables") } ?? "1"
        let table = try read(file) { try String.fetchOne($0, sql: "SELECT name FROM lookup_tables") } ?? "x"
        for report in try ReportCatalog.load().reports {
            let given = report.name == "lookup-table-contents" ? ["managed_user": customer, "table": table] : [:]
            try SafeReader(path: file.path).run(report, given: given, now: Date(timeIntervalSince1970: 1_718_452_800), into: NoWriter())
        }
        #expect(result.affectedReports.contains("members-by-customer") && result.affectedReports.contains("customer-overview"))
        #expect(result.affectedReports.contains("changes-in-run") && !result.affectedReports.contains("sync-health"))
        #expect(try JSONDecoder().decode(RedactionResult.self, from: JSONEncoder().encode(result)) == result)
    }

    @Test("a closed month counts as unchanged, unless it had been changed before") func months() async throws {
        let copy = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
        let file = try await Self.redacted(copy, ["personal"]).file
        var lines = 0
        try Billing(path: file.path).show("2024-05", now: Date()) { _ in lines += 1 }
        #expect(lines == 1)
        #expect(try read(file) { try Int.fetchOne($0, sql: "SELECT count(*) FROM billing_files") } == 0)
        let other = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: other.deletingLastPathComponent()) }
        try await DatabaseQueue(path: other.path).write { db in
            try db.execute(sql: "DROP TRIGGER billing_lines_update; UPDATE billing_lines SET quantity = quantity + 1")
        }
        let changed = try await Self.redacted(other, ["personal"]).file
        #expect(throws: BillingError.self) { try Billing(path: changed.path).show("2024-05", now: Date()) { _ in } }
    }

    @Test("the same key gives the same file, another key other pseudonyms") func keys() async throws {
        let key = RedactionKey()
        var dumps: [[String?]] = []
        for key in [key, key, RedactionKey()] {
            let copy = try await PlantedMirror.copy()
            defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
            let file = try await Self.redacted(copy, ["personal"], key: key).file
            dumps.append(
                try read(file) { db in
                    try String.fetchAll(db, sql: "SELECT name FROM managed_users ORDER BY id")
                        + String.fetchAll(db, sql: "SELECT quote(code) || code_sha256 FROM recipe_versions ORDER BY rowid")
                        + String.fetchAll(db, sql: "SELECT quote(body) || sha256 FROM drift_observations ORDER BY id")
                })
        }
        #expect(dumps[0] == dumps[1] && dumps[0] != dumps[2])
        #expect(Set(dumps[0].prefix(6)).isDisjoint(with: dumps[2].prefix(6)))
    }

    @Test("digests of changed texts are those of the new texts") func digests() async throws {
        let copy = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
        let file = try await Self.redacted(copy, ["personal"]).file
        let sql = """
            SELECT CAST(code AS BLOB), code_sha256 FROM recipe_versions UNION ALL SELECT body, sha256 FROM drift_observations
            UNION ALL SELECT CAST(body AS BLOB), sha256 FROM usage_observations
            """
        let sums = try read(file) { db in try Row.fetchAll(db, sql: sql).map { (Data($0[0] as Data), $0[1] as String) } }
        #expect(sums.count > 10)
        for (text, sum) in sums { #expect(SHA256.hash(Array(text)).hex == sum) }
    }

    @Test("what is named becomes a pseudonym that its column takes, or NULL; NULL and the empty text stay") func named() async throws {
        let copy = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
        let words = [
            "recipes.user_id", "recipes.updated_at", "recipes.running", "recipes.config", "recipe_versions.code", "managed_users.plan_id",
            "recipes.name", "drift_observations.body",
        ]
        try await DatabaseQueue(path: copy.path).write { db in
            try db.execute(sql: "UPDATE managed_users SET plan_id = '' WHERE id = (SELECT min(id) FROM managed_users)")
            try db.execute(sql: "UPDATE managed_users SET plan_id = NULL WHERE id = (SELECT max(id) FROM managed_users)")
        }
        let file = try await Self.redacted(copy, words).file
        func count(_ rows: String) throws -> Int? { try read(file) { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows)") } }
        #expect(try count("recipes WHERE user_id IS NOT NULL OR updated_at IS NOT NULL OR running IS NOT NULL") == 0)
        #expect(try count("recipes WHERE json_extract(config, '$') GLOB 'hmac-sha256:*'") ?? 0 > 5)
        #expect(try count("recipe_versions WHERE json_extract(code, '$') NOT GLOB 'hmac-sha256:*'") == 0)
        #expect(try count("managed_users WHERE plan_id = ''") == 1)
        #expect(try count("managed_users WHERE plan_id IS NULL") == 1)
        #expect(try count("recipes WHERE name NOT GLOB 'hmac-sha256:*' OR length(name) <> 76") == 0)
        #expect(try count("recipes_history WHERE user_id IS NOT NULL OR name NOT GLOB 'hmac-sha256:*'") == 0)
        #expect(try count("drift_observations WHERE typeof(body) <> 'blob'") == 0)
        // The history's triggers have not seen it as a change.
        #expect(try count("recipes_history WHERE _valid_to > 2") == 0)
    }

    @Test("an index for full texts is left out, and a table that refuses pseudonyms is named") func ownObjects() async throws {
        let copy = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
        try await DatabaseQueue(path: copy.path).write { db in
            try db.execute(sql: "CREATE VIRTUAL TABLE found USING fts5 (note); INSERT INTO found SELECT note FROM notes")
            try db.execute(sql: "CREATE TABLE \"Plain Name Ltd\" (x); CREATE INDEX of_plain ON notes (id) WHERE note = 'Plain Name Ltd'")
        }
        let (file, result) = try await Self.redacted(copy, ["personal"])
        let leftOut = Set(result.leftOut.map(\.what))
        #expect(leftOut.isSuperset(of: ["the virtual table found", "a table", "the index of_plain"]), "\(leftOut)")
        #expect(try ByteSearch(file).told(of: PlantedMirror.names + [PlantedMirror.email]).isEmpty)
        let other = try await PlantedMirror.copy()
        defer { try? FileManager.default.removeItem(at: other.deletingLastPathComponent()) }
        try await DatabaseQueue(path: other.path).write { db in
            try db.execute(sql: "CREATE TABLE few (name TEXT CHECK (length(name) < 30)); INSERT INTO few VALUES ('Plain Name Ltd')")
        }
        let error = await #expect(throws: EvidenceError.self) { try await Self.redacted(other, ["personal"]) }
        #expect(error?.description.hasPrefix("--redact few: ") == true)
    }
}

/// Takes rows and forgets them.
private struct NoWriter: ResultWriter {
    func begin(columns: [String]) throws(ReportsError) {}
    func row(_ cells: [StoredValue]) throws(ReportsError) {}
    func end() throws(ReportsError) {}
}
