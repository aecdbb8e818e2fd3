import GRDB

/// Something to look at before a month is closed, and afterwards.
public struct BillingCheck: Sendable, Hashable {
    public let name: String
    /// Whether somebody should look.
    public let isWarning: Bool
    /// One sentence or two: how much, of whom, and which report shows more.
    public let message: String

    /// What was found when a month was closed.
    static func frozen(of month: BillingMonth, in db: Database) throws -> [BillingCheck] {
        try Row.fetchAll(db, sql: BillingSQL.checks, arguments: ["month": month.description]).map { row in
            BillingCheck(name: row["name"], isWarning: row["is_warning"], message: row["message"])
        }
    }
}
