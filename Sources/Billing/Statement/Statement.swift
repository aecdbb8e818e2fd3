import Foundation
import GRDB
import Values

/// A month as it is shown, frozen and written to files: its lines and adjustments, in temporary tables of one connection.
///
/// It is computed from what the mirror holds now, or loaded from a month that is closed. Whoever reads it need not know which.
struct Statement {
    let db: Database
    let period: BillingPeriod
    let run: ClosingRun
    let prices: PriceBook
    /// The periods of the closed months that may be corrected.
    let periods: [BillingMonth: BillingPeriod]

    var month: BillingMonth { period.month }
    var isPriced: Bool { prices[month] != nil }

    /// What the month would be if it was closed now.
    static func computing(_ period: BillingPeriod, by run: ClosingRun, file: PriceFile?, in db: Database) throws -> Statement {
        let closed = try ClosedMonth.all(in: db)
        var prices = try PriceBook(frozenFor: closed.map(\.month), in: db)
        if let file { try prices.add(file, for: period.month) }
        try db.execute(sql: BillingSQL.statementTables)
        try db.execute(sql: BillingSQL.findRuns, arguments: ["start": period.start.stamp, "end": period.end.stamp])
        try db.execute(sql: BillingSQL.computeLines, arguments: ["month": period.month.description])
        try db.execute(sql: BillingSQL.computeAdjustments, arguments: ["month": period.month.description])
        try db.execute(sql: BillingSQL.computeRecipes, arguments: ["start": period.start.stamp])
        return Statement(db: db, period: period, run: run, prices: prices, periods: try Self.periods(of: closed))
    }

    /// A month that is closed.
    static func loading(_ closed: ClosedMonth, in db: Database) throws -> Statement {
        try db.execute(sql: BillingSQL.statementTables)
        try db.execute(sql: BillingSQL.loadLines, arguments: ["month": closed.month.description])
        try db.execute(sql: BillingSQL.loadAdjustments, arguments: ["month": closed.month.description])
        let closedThen = try ClosedMonth.all(in: db).filter { $0.month <= closed.month }
        return Statement(
            db: db, period: try closed.period(), run: try .of(closed, in: db),
            prices: try PriceBook(frozenFor: closedThen.map(\.month), in: db), periods: try periods(of: closedThen))
    }

    private static func periods(of closed: [ClosedMonth]) throws -> [BillingMonth: BillingPeriod] {
        Dictionary(uniqueKeysWithValues: try closed.map { ($0.month, try $0.period()) })
    }

    func totals() throws -> ControlTotals {
        guard let row = try Row.fetchOne(db, sql: BillingSQL.statementTotals) else { throw BillingError.damaged(month, file: "totals") }
        return ControlTotals(row)
    }

    /// Calls `body` for each row: usage first, then corrections by the month that they correct.
    func forEachRow(_ body: (StatementRow) throws -> Void) throws {
        try db.forEachRow(BillingSQL.statementRows, ["month": month.description, "run": run.id]) { cells in
            var row = try StatementRow(cells)
            row.amount = try amount(of: row)
            try body(row)
        }
    }

    /// A correction costs what the corrected figure costs more than what was billed, by the prices of the month that it corrects.
    private func amount(of row: StatementRow) throws(BillingError) -> Amount? {
        guard let (billed, corrected) = row.correction else {
            return try prices.amount(row.quantity, of: row.customer, plan: row.pricedPlan, in: row.ofMonth)
        }
        func amount(_ quantity: Int64) throws(BillingError) -> Amount? {
            try prices.correctable(quantity, of: row.customer, plan: row.pricedPlan, in: row.ofMonth)
        }
        guard let before = try amount(billed), let after = try amount(corrected) else { return nil }
        return try prices.pricing(in: row.ofMonth) { () throws(PriceProblem) in try after - before }
    }
}

/// One row of a statement: what a customer used in the month, or the correction of an earlier one.
struct StatementRow {
    /// The month that the quantity is of: the statement's own, or the one that is corrected.
    let ofMonth: BillingMonth
    let customer: Int64
    let externalID: String?
    let name: String?
    let plan: String?
    /// The plan by which it is priced.
    let pricedPlan: String?
    let metric: String
    /// Of a correction: the difference.
    let quantity: Int64
    /// Both figures of a correction; nil for usage.
    let correction: (billed: Int64, corrected: Int64)?
    /// Whether the API gave a figure.
    let isReported: Bool
    /// Whether the customer is gone. A correction does not tell.
    let isGone: Bool
    /// Nil if nothing prices it.
    var amount: Amount?

    var kind: String { correction == nil ? "usage" : "correction" }

    /// - Parameter cells: a row of `statement-rows.sql`.
    fileprivate init(_ cells: [StoredValue]) throws {
        guard let month = BillingMonth(cells[1].plain), let customer = cells[2].number, let quantity = cells[8].number else {
            throw PriceProblem("a row of the statement has no month, customer or quantity")
        }
        (ofMonth, self.customer, self.quantity) = (month, customer, quantity)
        (externalID, name, plan, pricedPlan) = (cells[3].words, cells[4].words, cells[5].words, cells[6].words)
        metric = cells[7].plain
        correction = cells[9].number.flatMap { billed in cells[10].number.map { (billed, $0) } }
        isReported = cells[11].number == 1
        isGone = cells[12].number == 1
    }
}

extension StoredValue {
    /// An integer; nil for anything else.
    var number: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// A text; nil for NULL.
    var words: String? { if case .text(let text) = self { text } else { nil } }

    init(_ text: String?) { self = text.map(StoredValue.text) ?? .null }
}
