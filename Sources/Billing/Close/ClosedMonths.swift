import GRDB

/// All closed months of a file, for whoever verifies it.
public enum ClosedMonths {
    /// Computes the digest of each closed month again.
    ///
    /// - Parameter changed: called for each month, as `YYYY-MM`, that does not have the digest of its close.
    /// - Returns: how many months are closed.
    public static func check(in db: Database, changed: (String) throws -> Void) throws -> Int {
        let months = try ClosedMonth.all(in: db)
        for month in months where try !MonthContent.isUnchanged(month, in: db) { try changed(month.month.description) }
        return months.count
    }
}
