import Foundation
import GRDB
import Store

/// What the clerk asks of a mirror: which months there are, what a close would freeze, and what a closed month says.
///
/// It only reads; `MonthClose` writes. Each question has a connection of its own.
public struct Billing: Sendable {
    /// The mirror's file, as the user named it.
    public let path: String

    public init(path: String) { self.path = path }

    /// What a close of a month would freeze now. It writes nothing.
    ///
    /// - Parameters:
    ///   - month: `YYYY-MM`, or `last month`.
    ///   - body: gets the month. Its rows can be read only within.
    public func preview(_ month: String, on terms: CloseTerms, now: Date, _ body: (MonthView) throws -> Void) throws(BillingError) {
        try value { db in
            let gate = try CloseGate(db, now: now)
            let period = try MonthChoice(terms: terms, closed: gate.closed).period(month, now: now)
            if let refusal = try gate.refusal(of: period.month) ?? gate.ignorance(of: period) { throw refusal }
            try MonthContent.requireUnchanged(gate.closed, in: db)
            let draft = try MonthDraft(period, on: terms, in: db, of: path)
            try body(MonthView(draft, obstacle: try gate.obstacle(to: period) ?? draft.excess(over: terms)))
        }
    }

    /// A month that is closed.
    ///
    /// - Parameter body: gets the month. Its rows can be read only within.
    public func show(_ month: String, now: Date, _ body: (MonthView) throws -> Void) throws(BillingError) {
        try value { db in
            let closed = try closedMonth(month, now: now, in: db)
            let statement = try Statement.loading(closed, in: db)
            let checks = try BillingCheck.frozen(of: closed.month, in: db)
            try body(try MonthView(statement, money: MoneyTotals(of: statement), checks: checks, closed: closed))
        }
    }

    /// The months that the mirror knows, in their order.
    public func months(on terms: CloseTerms, now: Date) throws(BillingError) -> [MonthSummary] {
        try value { db in try MonthList(db: db, terms: terms, now: now).months() }
    }

    /// The month that is named, if it is closed.
    ///
    /// - Throws: `.notClosed`.
    func closedMonth(_ text: String, now: Date, in db: Database) throws -> ClosedMonth {
        let closed = try ClosedMonth.all(in: db)
        let month = try MonthChoice(terms: CloseTerms(), closed: closed).period(text, now: now).month
        guard let found = closed.first(where: { $0.month == month }) else { throw BillingError.notClosed(month) }
        try MonthContent.requireUnchanged([found], in: db)
        return found
    }

    /// Runs `body` on one state of the file. An older file has no closed months.
    func value<Value>(_ body: (Database) throws -> Value) throws(BillingError) -> Value {
        try billing(of: path) {
            try MirrorFile.openForReading(path).read { db in
                try MirrorFile.requirePublishedRun(in: db, of: path)
                try MissingRelations.prepare(db, for: Self.relations)
                return try body(db)
            }
        }
    }

    /// What the statements read that an older file may lack.
    private static let relations = "billing_months billed_quantities customers_known recipe_usage_deltas"
}

/// Finds the month and its terms that a command means.
struct MonthChoice {
    let terms: CloseTerms
    /// All closed months, in their order.
    let closed: [ClosedMonth]

    /// The zone that is given, else that of the last close, else UTC: never the machine's.
    func zone() throws(BillingError) -> BillingZone {
        if let name = terms.timeZone { return try BillingZone(name) }
        return try closed.last.map { month throws(BillingError) in try BillingZone(month.timeZone) } ?? .utc
    }

    /// - Parameter text: `YYYY-MM`, or `last month` by the zone's clock.
    func period(_ text: String, now: Date) throws(BillingError) -> BillingPeriod {
        let zone = try zone()
        let month = text.lowercased() == "last month" ? zone.month(of: now).previous : BillingMonth(text)
        guard let month else { throw .badMonth(text) }
        return BillingPeriod(month: month, zone: zone, graceSeconds: try terms.graceSeconds())
    }
}
