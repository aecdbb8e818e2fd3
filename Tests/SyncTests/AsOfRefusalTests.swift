import Foundation
import GRDB
import Reports
import Simulator
import Store
import Testing
import Values

/// `--as-of` must never show the present as if it were the past, however a table is named.
@Suite("As of a past run, what is of now") struct AsOfRefusalTests {
    /// Ways to write a relation of the file with its schema.
    private static let spellings: [@Sendable (String) -> String] = [
        { "main.\"\($0)\"" }, { "MAIN.\"\($0.uppercased())\"" }, { "\"main\".\"\($0)\"" }, { "[main].[\($0)]" }, { "`Main` . `\($0)`" },
        { "main/* now */ .\n\"\($0)\"" }, { "'main'.'\($0)'" },
    ]

    /// Ways to query a relation. All of them read it.
    private static let shapes: [@Sendable (_ spelled: String, _ name: String) -> String] = [
        { spelled, _ in "SELECT count(*) FROM \(spelled)" },
        { spelled, _ in "SELECT * FROM \(spelled) AS main" },
        { spelled, _ in "SELECT 1 FROM \(spelled)" },
        { spelled, _ in "SELECT (SELECT count(*) FROM \(spelled)), EXISTS (SELECT 1 FROM \(spelled))" },
        // SQLite reports a common table expression like a view. It may have the name of one, or of what it reads.
        { spelled, _ in "WITH changes AS (SELECT * FROM \(spelled)) SELECT * FROM changes" },
        { spelled, name in "WITH \"\(name)\" AS (SELECT * FROM \(spelled)) SELECT count(*) FROM \"\(name)\"" },
        { spelled, _ in
            "WITH sync_runs AS MATERIALIZED (SELECT * FROM \(spelled)) SELECT * FROM sync_runs UNION ALL SELECT * FROM sync_runs"
        },
        { spelled, _ in "SELECT max(n) FROM (SELECT count(*) AS n FROM \(spelled) UNION ALL SELECT count(*) FROM \(spelled))" },
    ]

    /// Objects that a user has made in the file. `X` is a name that each table has once.
    private static let usersOwn = [
        "CREATE TABLE prices (application TEXT, price INTEGER)", "INSERT INTO prices VALUES ('salesforce', 2)",
        "CREATE TABLE prices_history (application TEXT)",
        "CREATE VIEW my_recipes AS SELECT * FROM recipes", "CREATE VIEW my_ones AS SELECT 1 FROM recipes",
        "CREATE VIEW my_main_recipes AS SELECT * FROM main.recipes", "CREATE VIEW my_main_ones AS SELECT 1 FROM main.recipes",
        "CREATE VIEW my_changes AS SELECT run_id, op, key FROM changes", "CREATE VIEW my_runs AS SELECT max(id) AS run FROM \"SYNC_RUNS\"",
        "CREATE VIEW my_view_of_views AS SELECT (SELECT count(*) FROM my_ones) AS n, \"run\" FROM my_runs",
        "CREATE VIEW my_prices AS SELECT * FROM prices",
        "CREATE VIEW \"my \"\"own\"\" Übersicht\" AS SELECT count(*) AS n FROM connections",
    ]

    @Test("is refused (64) or has the rows of then: every relation of the file, in every spelling")
    func everyRelation() async throws {
        try await withPast { harness, moments in
            // A name that holds quotes has its own test.
            let relations = try harness.relations().filter { !$0.contains("\"") }
            #expect(relations.count > 70)
            var (answered, refused) = (0, 0)
            for (number, name) in relations.enumerated() {
                // Each shape is tried with half of the spellings, in turn.
                for place in Self.spellings.indices where (number + place).isMultiple(of: 2) {
                    let shape = Self.shapes[(number / 2 + place) % Self.shapes.count]
                    let asked = shape(Self.spellings[place](name), name)
                    let then = Result { try harness.ask(shape("\"\(name)\"", "then"), asOf: 2) }
                    do {
                        let rows = try harness.ask(asked, asOf: 2)
                        #expect(try rows == then.get(), "\(asked)")
                        answered += 1
                    } catch let error as ReportsError {
                        #expect(error.exitCode == 64, "\(asked): \(error)")
                        refused += 1
                    }
                }
            }
            #expect(answered > 10 && refused > 150, "\(answered) answered, \(refused) refused")
            for (run, rows) in moments {
                for (name, then) in rows { #expect(try harness.count(name, asOf: run) == then, "\(name) as of \(run)") }
            }
        }
    }

    @Test("is refused in what describes the file, too; a table's columns are the same at all times")
    func descriptions() async throws {
        try await withPast { harness, _ in
            for sql in [
                "SELECT count(*) FROM sqlite_schema", "SELECT count(*) FROM main.sqlite_master", "SELECT * FROM temp.sqlite_schema",
                "SELECT * FROM sqlite_temp_master", "SELECT * FROM \"SQLITE_STAT1\"", "SELECT * FROM pragma_table_list",
                "SELECT * FROM pragma_table_info('my_recipes', 'main')", "SELECT * FROM pragma_table_info('my' || '_recipes')",
                "SELECT * FROM pragma_table_xinfo('lookup_' || 'Price list')", "SELECT count(*) FROM dbstat",
                "SELECT count(*) FROM record_digests", "SELECT count(*) FROM spent_requests",
            ] {
                let error = #expect(throws: ReportsError.self, "\(sql)") { try harness.ask(sql, asOf: 1) }
                #expect(error?.exitCode == 64, "\(sql): \(String(describing: error))")
            }
            for sql in [
                "SELECT name FROM pragma_table_info('recipes')", "SELECT name FROM pragma_table_info('Recipes', 'main')",
                "SELECT name FROM pragma_table_info('my_recipes')", "SELECT name FROM pragma_index_list('recipes_history', 'main')",
                "SELECT value FROM json_each('[1]')", "SELECT name FROM mirror_meta", "SELECT * FROM main.prices",
                "SELECT max(id), count(*) FROM sync_runs", "SELECT a.id FROM sync_runs AS a LEFT JOIN sync_runs AS b ON b.id = a.id + 1",
                "SELECT EXISTS (SELECT 1 FROM changes), (SELECT max(id) FROM drift_observations)", "SELECT 1 FROM recipe_usage_deltas",
                "SELECT main.id FROM recipes AS main", "SELECT * FROM prices_history", "EXPLAIN QUERY PLAN SELECT * FROM recipes",
            ] { _ = try harness.ask(sql, asOf: 1) }
        }
    }

    @Test("is named by the message, which says what to write instead") func message() async throws {
        try await withPast { harness, _ in
            let qualified = #expect(throws: ReportsError.self) { try harness.ask("SELECT * FROM main.recipes", asOf: 1) }
            #expect(qualified?.description == "main.recipes is of now, and --as-of asks for the past")
            #expect(qualified?.hint == "leave `main.` away: 'recipes' alone is what it was then")
            let view = #expect(throws: ReportsError.self) { try harness.ask("SELECT * FROM main.my_recipes", asOf: 1) }
            #expect(view?.hint == "leave `main.` away: 'my_recipes' alone is what it was then")
            let kept = #expect(throws: ReportsError.self) { try harness.ask("SELECT * FROM record_digests", asOf: 1) }
            #expect(kept?.description == "record_digests is known as it is now only, and --as-of asks for the past")
            let slip = #expect(throws: ReportsError.self) { try harness.ask("SELECT * FROM recipe", asOf: 1) }
            #expect(slip?.hint == "did you mean 'recipes'?")
        }
    }

    /// Four runs of a world that changes much in between.
    ///
    /// - Parameter body: receives the number of rows of each relation after each run.
    private func withPast(_ body: (Harness, [Int: [String: [String]]]) async throws -> Void) async throws {
        let world = World(WorldOptions(customers: 3, seed: 5, recipesPerCustomer: 5, rowsPerTable: 8))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            var random = Random(seed: 5)
            var moments: [Int: [String: [String]]] = [:]
            for run in 1...4 {
                try await harness.sync(simulator) { $0.allowedDeletes = .all }
                if run == 1 { for sql in Self.usersOwn { try harness.write(sql) } }
                if !run.isMultiple(of: 2) { moments[run] = try harness.countAll() }
                for _ in 0..<40 { HistoryPropertyTests.change(world, &random) }
                world.advance(days: 1)
            }
            try await body(harness, moments)
        }
    }
}

extension Harness {
    fileprivate func relations() throws -> [String] {
        try rows("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name")
            .compactMap { $0["name"] ?? nil }
    }

    /// Whether the bare name shows the past. A view of today's lookup tables may not have existed then.
    fileprivate func hasPast(_ name: String) -> Bool {
        !["chain_rows", "record_digests", "spent_requests", "mirror_publishing", "mirror_scopes", "mirror_meta"].contains(name)
            && !name.hasPrefix("lookup_") && !name.hasPrefix("my_main")
    }

    fileprivate func countAll() throws -> [String: [String]] {
        try Dictionary(uniqueKeysWithValues: relations().filter(hasPast).map { ($0, try count($0, asOf: nil)) })
    }

    fileprivate func count(_ name: String, asOf run: Int?) throws -> [String] {
        let quoted = name.replacing("\"", with: "\"\"")
        return try ask("SELECT count(*) FROM \"\(quoted)\"", asOf: run) + ask("SELECT * FROM \"\(quoted)\"", asOf: run).sorted()
    }

    fileprivate func ask(_ sql: String, asOf run: Int?) throws -> [String] {
        let moment = try run.map { try AsOfRun("\($0)", in: path) }
        let reader = SafeReader(path: path) { db, statement in
            try moment.map { SafeReader.Prepared(moment: $0.at, reading: try $0.prepare(db, for: statement)) }
        }
        let rows = RowTexts()
        try reader.run(sql: sql, into: rows)
        return rows.all.sorted()
    }
}

private final class RowTexts: ResultWriter {
    private(set) var all: [String] = []

    func begin(columns: [String]) {}
    func row(_ cells: [StoredValue]) { all.append("\(cells)") }
    func end() {}
}
