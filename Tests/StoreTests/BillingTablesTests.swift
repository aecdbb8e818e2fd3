import Catalog
import GRDB
import Hashing
import Testing

@testable import Store

@Suite("The tables of closed months")
struct BillingTablesTests {
    private let queue: DatabaseQueue

    init() throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { RowFunctions.register(in: $0) }
        queue = try DatabaseQueue(configuration: configuration)
        try Schema(catalog: .standard).migrate(queue)
        try queue.write { db in
            for row in Self.rows + [Self.month("2026-10")] { try db.execute(sql: row) }
        }
    }

    private static let tables = [
        "billing_adjustments", "billing_checks", "billing_files", "billing_lines", "billing_months", "billing_prices",
    ]

    private static let rows = [
        "INSERT INTO billing_lines (month, managed_user_id, metric, quantity, is_reported) VALUES ('2026-10', 7, 'tasks', 5, 1)",
        """
        INSERT INTO billing_adjustments (month, of_month, managed_user_id, metric, billed, corrected, difference, seen_run, seen_at)
        VALUES ('2026-10', '2026-09', 7, 'tasks', 5, 8, 3, 1, '2026-11-01T00:00:00.000Z')
        """,
        """
        INSERT INTO billing_prices (month, position, plan_id, tier_from, unit_price, per, currency, mode)
        VALUES ('2026-10', 1, '*', 0, '1', 1, 'EUR', 'volume')
        """,
        "INSERT INTO billing_checks (month, name, is_warning, message) VALUES ('2026-10', 'gone', 0, 'one')",
        "INSERT INTO billing_files (month, name, part, bytes) VALUES ('2026-10', 'a.csv', 1, x'00')",
    ]

    private static func month(_ month: String) -> String {
        """
        INSERT INTO billing_months (month, closed_at, run, time_zone, grace_seconds, tool_version, lines, task_count, adjustments,
            adjusted_task_count, content_sha256)
        VALUES ('\(month)', '2026-11-05T00:00:00.000Z', 1, 'UTC', 0, '1', 1, 5, 1, 3, '\(String(repeating: "0", count: 64))')
        """
    }

    @Test("refuse whatever would change a closed month", arguments: tables)
    func frozen(table: String) throws {
        let before = try contents(of: table)
        #expect(before.count == 1)
        for statement in [
            "UPDATE \(table) SET month = month", "UPDATE OR REPLACE \(table) SET month = '2026-12'", "DELETE FROM \(table)",
            "INSERT INTO \(table) SELECT * FROM \(table)", "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
            "INSERT OR IGNORE INTO \(table) SELECT * FROM \(table)",
        ] {
            #expect(throws: DatabaseError.self, "\(statement)") { try queue.write { try $0.execute(sql: statement) } }
            #expect(try contents(of: table) == before, "\(statement)")
        }
    }

    @Test("refuse rows of a closed month, and of any before it, that come late", arguments: ["2026-10", "2026-09"])
    func late(month: String) throws {
        for row in Self.rows {
            let other = row.replacing("('2026-10', 7", with: "('\(month)', 8").replacing("('2026-10'", with: "('\(month)'")
            #expect(throws: DatabaseError.self, "\(other)") { try queue.write { try $0.execute(sql: other) } }
        }
    }

    @Test("take the next month only, and what belongs to it before") func next() throws {
        for month in ["2026-09", "2026-10", "2026-12"] {
            #expect(throws: DatabaseError.self, "\(month)") { try queue.write { try $0.execute(sql: Self.month(month)) } }
        }
        try queue.write { db in
            for row in Self.rows { try db.execute(sql: row.replacing("('2026-10'", with: "('2026-11'")) }
            try db.execute(sql: Self.month("2026-11"))
        }
        #expect(try contents(of: "billing_lines").count == 2)
    }

    @Test("refuse a correction that corrects nothing, does not add up, or is of a later month") func sums() throws {
        for values in ["5, 5, 0", "5, 8, 2"] {
            let row = Self.rows[1].replacing("5, 8, 3", with: values).replacing("'2026-10', '2026-09'", with: "'2026-11', '2026-09'")
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: row) } }
        }
        let later = Self.rows[1].replacing("'2026-10', '2026-09'", with: "'2026-11', '2026-11'")
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: later) } }
    }

    @Test("have one digest for their rows, whatever order they came in, and another for any other value") func digest() throws {
        func digest(_ condition: String = "true") throws -> String {
            try queue.read { db in
                let hasher = SHA256Hasher()
                try CanonicalText.add(rowsOf: "billing_lines", where: condition, arguments: [], to: hasher, in: db)
                return hasher.finish()
            }
        }
        let row = "is_reported=integer 1:1;managed_user_id=integer 1:7;metric=text 5:tasks;month=text 7:2026-10;quantity=integer 1:5;"
        let text = "billing_lines\n\(row)\n"
        #expect(try digest() == SHA256.hash(Array(text.utf8)).hex)
        try queue.write { db in
            try db.execute(sql: Self.rows[0].replacing("'2026-10', 7", with: "'2026-11', 9"))
            try db.execute(sql: Self.rows[0].replacing("'2026-10', 7", with: "'2026-11', 8").replacing("'tasks', 5", with: "'tasks', 0"))
        }
        #expect(try digest("month = '2026-10'") == SHA256.hash(Array(text.utf8)).hex && digest("month = '2026-11'") != digest())
    }

    private func contents(of table: String) throws -> [Row] {
        try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM \(table) ORDER BY rowid") }
    }
}
