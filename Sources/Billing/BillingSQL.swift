/// The module's statements, one a file in `SQL/`.
enum BillingSQL {
    static let statementTables = text("statement-tables")
    static let findRuns = text("find-runs")
    static let computeLines = text("compute-lines")
    static let computeAdjustments = text("compute-adjustments")
    static let computeRecipes = text("compute-recipes")
    static let loadLines = text("load-lines")
    static let loadAdjustments = text("load-adjustments")
    static let statementRows = text("statement-rows")
    static let statementTotals = text("statement-totals")
    static let statementCustomers = text("statement-customers")
    static let statementRecipes = text("statement-recipes")
    static let freezeLines = text("freeze-lines")
    static let freezeAdjustments = text("freeze-adjustments")
    static let freezePrice = text("freeze-price")
    static let freezeCheck = text("freeze-check")
    static let freezeFilePart = text("freeze-file-part")
    static let freezeMonth = text("freeze-month")
    static let checkCounters = text("check-counters")
    static let checkCountersWorst = text("check-counters-worst")
    static let checkBillingPeriods = text("check-billing-periods")
    static let checkCustomers = text("check-customers")
    static let checks = text("checks")
    static let closingRun = text("closing-run")
    static let usageReadSince = text("usage-read-since")
    static let knownMonths = text("known-months")
    static let waitingCorrections = text("waiting-corrections")
    static let closedMonths = text("closed-months")
    static let priceRows = text("price-rows")
    static let fileParts = text("file-parts")

    private static func text(_ name: String) -> String {
        guard let file = embeddedSQL.first(where: { $0.name == name }) else { preconditionFailure("no file SQL/\(name).sql") }
        return file.sql
    }
}
