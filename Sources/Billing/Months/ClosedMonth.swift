import GRDB

/// A month that is closed, as its row in `billing_months` says.
public struct ClosedMonth: Sendable {
    public let month: BillingMonth
    /// In the mirror's form of time.
    public let closedAt: String
    public let run: Int64
    public let timeZone: String
    public let graceSeconds: Int
    public let toolVersion: String
    public let totals: ControlTotals
    public let contentSHA256: String

    /// All closed months, in their order.
    static func all(in db: Database) throws -> [ClosedMonth] {
        try Row.fetchAll(db, sql: BillingSQL.closedMonths).compactMap { row in
            BillingMonth(row["month"]).map { month in
                ClosedMonth(
                    month: month, closedAt: row["closed_at"], run: row["run"], timeZone: row["time_zone"],
                    graceSeconds: row["grace_seconds"], toolVersion: row["tool_version"], totals: ControlTotals(row),
                    contentSHA256: row["content_sha256"])
            }
        }
    }

    func period() throws(BillingError) -> BillingPeriod {
        BillingPeriod(month: month, zone: try BillingZone(timeZone), graceSeconds: graceSeconds)
    }
}

/// The sums by which a month is recognized.
public struct ControlTotals: Sendable, Hashable {
    public let lines: Int
    /// The sum of the lines, in tasks.
    public let taskCount: Int64
    public let adjustments: Int
    /// The sum of the adjustments' differences, in tasks.
    public let adjustedTaskCount: Int64

    init(_ row: Row) {
        lines = row["lines"]
        taskCount = row["task_count"]
        adjustments = row["adjustments"]
        adjustedTaskCount = row["adjusted_task_count"]
    }
}
