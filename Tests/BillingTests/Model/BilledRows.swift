import GRDB

/// A row of `billing_lines`.
struct BilledLine: Hashable {
    let month: String
    let customer: Int64
    let facts: CustomerFacts
    let quantity: Int64
    let isReported: Bool
    let firstSeen: Int64?
    let lastSeen: Int64?

    static func all(in db: Database) throws -> [BilledLine] {
        try Row.fetchAll(db, sql: "SELECT * FROM billing_lines ORDER BY month, managed_user_id, metric").map { row in
            BilledLine(
                month: row["month"], customer: row["managed_user_id"], facts: CustomerFacts(row), quantity: row["quantity"],
                isReported: row["is_reported"], firstSeen: row["first_seen_run"], lastSeen: row["last_seen_run"])
        }
    }
}

/// A row of `billing_adjustments`.
struct BilledAdjustment: Hashable {
    let month: String
    let ofMonth: String
    let customer: Int64
    let facts: CustomerFacts
    let billed: Int64
    let corrected: Int64
    let seenRun: Int64
    let seenAt: String

    var difference: Int64 { corrected - billed }

    static func all(in db: Database) throws -> [BilledAdjustment] {
        let sql = "SELECT * FROM billing_adjustments ORDER BY month, of_month, managed_user_id, metric"
        return try Row.fetchAll(db, sql: sql).map { row in
            BilledAdjustment(
                month: row["month"], ofMonth: row["of_month"], customer: row["managed_user_id"], facts: CustomerFacts(row),
                billed: row["billed"], corrected: row["corrected"], seenRun: row["seen_run"], seenAt: row["seen_at"])
        }
    }
}

/// What a bill says of a customer besides its tasks.
struct CustomerFacts: Hashable {
    var name: String?
    var externalID: String?
    var plan: String?
}

extension CustomerFacts {
    fileprivate init(_ row: Row) { self.init(name: row["name"], externalID: row["external_id"], plan: row["plan_id"]) }
}

/// A row of `billing_months`, without what depends on the close's terms.
struct BilledMonth: Hashable {
    let month: String
    let closedAt: String
    let run: Int64
    let lines: Int
    let tasks: Int64
    let adjustments: Int
    let adjustedTasks: Int64

    static func all(in db: Database) throws -> [BilledMonth] {
        try Row.fetchAll(db, sql: "SELECT * FROM billing_months ORDER BY month").map { row in
            BilledMonth(
                month: row["month"], closedAt: row["closed_at"], run: row["run"], lines: row["lines"], tasks: row["task_count"],
                adjustments: row["adjustments"], adjustedTasks: row["adjusted_task_count"])
        }
    }
}

/// All that is frozen, by closed month: whatever happens later, it may not change.
enum FrozenContent {
    private static let tables = ["months", "lines", "adjustments", "prices", "checks", "files"]

    static func all(in db: Database) throws -> [String: [[DatabaseValue]]] {
        var content: [String: [[DatabaseValue]]] = [:]
        for table in tables {
            // With the rowid, so that a row that was replaced by its like is seen too.
            for row in try Row.fetchAll(db, sql: "SELECT rowid, * FROM billing_\(table) ORDER BY rowid") {
                content[row["month"], default: []].append(Array(row.databaseValues))
            }
        }
        return content
    }
}
