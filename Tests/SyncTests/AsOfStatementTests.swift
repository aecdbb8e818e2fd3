import Foundation
import GRDB
import Reports
import Simulator
import Store
import Testing
import Values

/// A statement that was run on the live tables after a run gives the same as of that run, after many runs have changed everything.
@Suite("A statement as of a past run") struct AsOfStatementTests {
    @Test("has the rows that it had then: reports, look-ups and joins of every table", arguments: [1] as [UInt64])
    func sameRows(seed: UInt64) async throws {
        let world = World(WorldOptions(customers: 3, seed: seed, recipesPerCustomer: 5, rowsPerTable: 12))
        try await withSimulator(world, .unpaced) { simulator async throws in
            let harness = try Harness()
            var random = Random(seed: seed)
            var asked: [Asked] = []
            for run in 1...30 {
                try await harness.sync(simulator) { $0.allowedDeletes = .all }
                let now = try AsOfRun("\(run)", in: harness.path).at
                let statements = try Question.all(harness)
                for _ in 0..<20 {
                    let question = statements[random.below(statements.count)]
                    let rows = try question.rows(SafeReader(path: harness.path), now: now)
                    asked.append(Asked(run: run, question: question, rows: rows))
                }
                for _ in 0..<random.below(8) { HistoryPropertyTests.change(world, &random) }
                if random.below(2) == 0 { world.advance(days: 1) }
            }
            #expect(asked.contains { $0.rows.count > 1 })
            for one in asked {
                let moment = try AsOfRun("\(one.run)", in: harness.path)
                let reader = SafeReader(path: harness.path) { db, statement in
                    SafeReader.Prepared(moment: moment.at, reading: try moment.prepare(db, for: statement))
                }
                let rows = try one.question.rows(reader, now: Date())
                #expect(rows == one.rows, "seed \(seed), run \(one.run): \(one.question.name)")
            }
        }
    }
}

private struct Asked {
    let run: Int
    let question: Question
    let rows: [String]
}

/// A report, or a statement about one of the tables.
private struct Question {
    let name: String
    let given: [String: String]
    let report: Report?

    func rows(_ reader: SafeReader, now: Date) throws -> [String] {
        let lines = Lines()
        if let report {
            try reader.run(report, given: given, now: now, into: lines)
            return lines.rows
        }
        try reader.run(sql: name, into: lines)
        return lines.rows.sorted()
    }

    static func all(_ harness: Harness) throws -> [Question] {
        let customer = try harness.rows("SELECT max(managed_user_id) AS id FROM lookup_tables").first?["id"]??.description ?? "0"
        let reports = try ReportCatalog.load().reports.map { report in
            let needsTable = report.name == "lookup-table-contents"
            return Question(
                name: report.name, given: needsTable ? ["managed_user": customer, "table": "Price list"] : [:], report: report)
        }
        let keys = try harness.read { db in
            let suffix = "_history_key"
            let indexes = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'index'")
            return try indexes.filter { $0.hasSuffix(suffix) }.map { index in
                let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?)", arguments: [index])
                return (String(index.dropLast(suffix.count)), columns.filter { !$0.hasPrefix("_valid_") })
            }
        }
        return reports + keys.flatMap { statements(of: $0, key: $1) }.map { Question(name: $0, given: [:], report: nil) }
    }

    private static func statements(of table: String, key: [String]) -> [String] {
        let equal = key.map { "a.\($0) = b.\($0)" }.joined(separator: " AND ")
        let order = key.joined(separator: ", ")
        let texts = [
            "SELECT count(*) FROM \(table)",
            "SELECT a.* FROM \(table) AS a JOIN \(table) AS b ON \(equal)",
            "SELECT b.* FROM \(table) AS a LEFT JOIN \(table) AS b ON a.\(key[0]) = b.\(key[0])",
            "SELECT a.id, b.* FROM recipes AS a LEFT JOIN \(table) AS b ON b.\(key[0]) = a.managed_user_id",
            "SELECT id, (SELECT count(*) FROM \(table) WHERE \(key[0]) = managed_users.id) FROM managed_users",
            "SELECT id FROM managed_users WHERE NOT EXISTS (SELECT 1 FROM \(table) AS a WHERE a.\(key[0]) = managed_users.id)",
            "SELECT * FROM \(table) ORDER BY \(order) LIMIT 5",
            "SELECT * FROM \(table) WHERE \(key[0]) IN (SELECT max(\(key[0])) FROM \(table) UNION SELECT min(\(key[0])) FROM \(table))",
            "SELECT a.\(key[0]), count(*) FROM \(table) AS a JOIN \(table) AS b ON a._valid_from = b._valid_from GROUP BY 1",
            "SELECT count(*) FROM \(table) WHERE \(key[0]) = (SELECT CAST(max(\(key[0])) AS TEXT) FROM \(table))",
            "SELECT _valid_from, _valid_to, count(*) FROM \(table)_history GROUP BY 1, 2",
            "SELECT run_id, op, key, columns, before, after FROM changes WHERE resource = '\(table)'",
        ]
        // These read the id of a customer that doesn't exist.
        return key[0].hasSuffix("id") ? texts : texts.filter { !$0.contains("managed_user") }
    }
}

/// Rows as texts.
private final class Lines: ResultWriter {
    private(set) var rows: [String] = []

    func begin(columns: [String]) {}
    func row(_ cells: [StoredValue]) { rows.append("\(cells)") }
    func end() {}
}
