import GRDB
import Hashing
import Store

/// What a closed month is recognized by, and whether it still is what was closed.
enum MonthContent {
    private static let tables = ["billing_adjustments", "billing_checks", "billing_files", "billing_lines", "billing_prices"]

    /// The SHA-256 over the canonical texts of the month's own record and of all its rows, table by table.
    ///
    /// - Parameter record: the row in `billing_months`, without `content_sha256`.
    static func sha256(of month: BillingMonth, record: [String: DatabaseValue], in db: Database) throws -> String {
        let hasher = SHA256Hasher()
        for table in tables {
            try CanonicalText.add(rowsOf: table, where: "month = ?", arguments: [month.description], to: hasher, in: db)
        }
        CanonicalText.add(row: record, of: "billing_months", to: hasher)
        return hasher.finish()
    }

    /// Refuses months that somebody has changed in the file: figures would be told, exported or corrected that were never billed.
    ///
    /// - Throws: `.changed` for the first of them.
    static func requireUnchanged(_ months: [ClosedMonth], in db: Database) throws {
        for month in months where try !isUnchanged(month, in: db) { throw BillingError.changed(month.month) }
    }

    /// Whether a month's rows have the digest of its close.
    static func isUnchanged(_ month: ClosedMonth, in db: Database) throws -> Bool {
        try sha256(of: month.month, in: db) == month.contentSHA256
    }

    /// The digest that the month has as it stands in the file.
    static func sha256(of month: BillingMonth, in db: Database) throws -> String {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM billing_months WHERE month = ?", arguments: [month.description])
        var record = Dictionary((row ?? Row()).map { ($0.0, $0.1) }) { first, _ in first }
        record["content_sha256"] = nil
        return try sha256(of: month, record: record, in: db)
    }
}

/// Closed months in a copy whose texts were replaced, such as a redacted one.
public enum BilledCopy {
    /// The closed months that still are what was closed. An older file has none.
    public static func unchangedMonths(in db: Database) throws -> [BillingMonth] {
        guard try db.tableExists("billing_months") else { return [] }
        return try ClosedMonth.all(in: db).filter { try MonthContent.isUnchanged($0, in: db) }.map(\.month)
    }

    /// Gives months the digests of what they say now, so that they count as unchanged. The copy's triggers must not refuse it.
    ///
    /// - Parameter months: those that were unchanged before. A new digest for another one would hide that somebody has changed it.
    public static func renewDigests(of months: [BillingMonth], in db: Database) throws {
        for month in months {
            try db.execute(
                sql: "UPDATE billing_months SET content_sha256 = ? WHERE month = ?",
                arguments: [MonthContent.sha256(of: month, in: db), month.description])
        }
    }
}
