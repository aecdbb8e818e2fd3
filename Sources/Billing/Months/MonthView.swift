import Reports
import Values

/// A month as it is shown: one that is closed, or what a close would freeze now. Its rows can be read as long as the connection is open.
public struct MonthView {
    private let statement: Statement
    public let checks: [BillingCheck]
    public let totals: ControlTotals
    /// Nil if the month is open.
    public let closed: ClosedMonth?
    /// What a close waits for; nil if nothing does, or if the month is closed.
    public let obstacle: BillingError?

    init(_ draft: MonthDraft, obstacle: BillingError?) throws {
        (statement, checks, closed, self.obstacle) = (draft.statement, draft.checks, nil, obstacle)
        amounts = try draft.money.lines()
        totals = try draft.statement.totals()
    }

    init(_ statement: Statement, money: MoneyTotals, checks: [BillingCheck], closed: ClosedMonth) throws {
        (self.statement, self.checks, self.closed, obstacle) = (statement, checks, closed, nil)
        amounts = try money.lines()
        totals = closed.totals
    }

    public var month: BillingMonth { statement.month }

    /// Such as `2026-10-01 00:00 to 2026-11-01 00:00, America/Los_Angeles`.
    public var period: String { statement.period.text }

    /// Such as `run 12, complete, 2026-11-05T09:00:00.000Z`.
    public var run: String { "run \(statement.run.id), \(statement.run.state), \(statement.run.finishedAt)" }

    /// A line for each currency, such as `12.30 EUR: usage 10.00, corrections 2.30`; empty without prices.
    public let amounts: [String]

    /// The columns of `row` in the data formats: those of statement.csv.
    public static let columns = CSVTable.statement.columns.map(\.name)

    /// The rows of statement.csv.
    public func forEachRow(_ body: ([StoredValue]) throws -> Void) throws {
        try statement.forEachRow { try body([.text(month.description)] + $0.cells) }
    }

    /// For people: what each customer used. The note says what is unusual about the figure.
    public static let usageColumns = ["managed_user_id", "customer", "plan_id", "tasks", "amount", "note", "external_id"]

    public func forEachUsage(_ body: ([StoredValue]) throws -> Void) throws {
        try statement.forEachRow { row in
            guard row.correction == nil else { return }
            let notes = [row.isReported ? nil : "no figure", row.isGone ? "gone" : nil].compactMap(\.self)
            try body([
                .integer(row.customer), shortened(row.name), shortened(row.plan), .integer(row.quantity),
                StoredValue(row.amount?.description), StoredValue(notes.isEmpty ? nil : notes.joined(separator: ", ")),
                StoredValue(row.externalID),
            ])
        }
    }

    /// A long name would leave no room for the figures.
    private func shortened(_ text: String?) -> StoredValue { StoredValue(text.map { VisibleText.cut(VisibleText.escaped($0), to: 24) }) }

    /// For people: the corrections, with both figures.
    public static let correctionColumns = ["of_month", "managed_user_id", "customer", "billed", "corrected", "amount", "difference"]

    public func forEachCorrection(_ body: ([StoredValue]) throws -> Void) throws {
        try statement.forEachRow { row in
            guard let (billed, corrected) = row.correction else { return }
            try body([
                .text(row.ofMonth.description), .integer(row.customer), shortened(row.name), .integer(billed), .integer(corrected),
                StoredValue(row.amount?.description), .integer(row.quantity),
            ])
        }
    }
}
