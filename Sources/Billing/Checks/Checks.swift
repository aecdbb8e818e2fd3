import Foundation
import GRDB
import Reports
import Values

/// Compares a computed statement with what else the mirror knows.
struct Checks {
    let statement: Statement
    /// How many corrections have no amount, although others have one.
    let unpriced: Int
    /// All closed months, in their order.
    let closed: [ClosedMonth]
    /// Whether the zone was named, now or by an earlier close.
    let isZoneKnown: Bool
    /// The API's month against the counters: sums over all customers and recipes, so they are made once.
    private let figures: (byAPI: Int64, byCounters: Int64, isCovered: Bool)

    init(of statement: Statement, unpriced: Int, closed: [ClosedMonth], isZoneKnown: Bool) throws {
        (self.statement, self.unpriced, self.closed, self.isZoneKnown) = (statement, unpriced, closed, isZoneKnown)
        let row = try Row.fetchOne(statement.db, sql: BillingSQL.checkCounters)
        figures = row.map { ($0["by_api"], $0["by_counters"], $0["is_covered"]) } ?? (0, 0, false)
    }

    private var db: Database { statement.db }
    private var month: BillingMonth { statement.month }

    /// Warnings first.
    func all() throws -> [BillingCheck] {
        let customers = try Row.fetchOne(db, sql: BillingSQL.checkCustomers, arguments: ["run": statement.run.id])
        let checks = try [
            closingRun(), counters(), billingPeriods(), withoutFigure(customers), gone(customers), unpricedCorrections(), firstClose(),
            zone(), prices(),
        ].compactMap(\.self)
        return checks.filter(\.isWarning) + checks.filter { !$0.isWarning }
    }

    /// The share of the month's tasks that the counters do not explain, in percent: 100 if no run has looked at recipes in the month.
    var unexplainedShare: Decimal {
        let (byAPI, byCounters, isCovered) = figures
        guard isCovered else { return 100 }
        let difference = Decimal(byAPI) - Decimal(byCounters)
        if byAPI == 0 { return byCounters == 0 ? 0 : 100 }
        return (difference < 0 ? -difference : difference) * 100 / Decimal(byAPI)
    }

    private func counters() throws -> BillingCheck {
        let (byAPI, byCounters, isCovered) = figures
        guard isCovered else {
            return BillingCheck(
                name: "counters", isWarning: true,
                message: "no run of the month has listed recipes: nothing confirms the \(byAPI.grouped("task")) of the API")
        }
        let share = PercentText.of(unexplainedShare)
        let sums = "\(byAPI.grouped("task")) by the API, \(byCounters.grouped) by the recipes' counters: \(share) % unexplained"
        let worst = try Row.fetchAll(db, sql: BillingSQL.checkCountersWorst).map { row -> String in
            let (customer, difference): (Int64, Int64) = (row["managed_user_id"], row["difference"])
            return "customer \(customer): \(difference.groupedDifference)"
        }
        guard !worst.isEmpty else { return BillingCheck(name: "counters", isWarning: false, message: sums) }
        let more = "query usage-reconciliation -p from=\(month) -p to=\(month) -p zone=\(statement.period.zone.name)"
        return BillingCheck(
            // Tasks after the month's last listing count in the next month: a little is always left over.
            name: "counters", isWarning: unexplainedShare > 1,
            message: "\(sums). Most: \(worst.joined(separator: ", ")). All: \(more)")
    }

    private func billingPeriods() throws -> BillingCheck? {
        let row = try Row.fetchOne(
            db, sql: BillingSQL.checkBillingPeriods,
            arguments: ["start": statement.period.start.stamp, "end": statement.period.end.stamp, "run": statement.run.id])
        guard let row, let customers: Int64 = row["customers"], customers > 0 else { return nil }
        let (byAPI, byCounters, higher): (Int64, Int64, Int64) = (row["by_api"], row["by_counters"], row["higher"])
        let sums =
            "\(customers.grouped("customer")) whose billing period is the month: \(byAPI.grouped("task")) by the API, "
            + "\(byCounters.grouped) by their own counters at the last look"
        guard higher > 0, let example: Int64 = row["example"] else {
            return BillingCheck(name: "billing-periods", isWarning: false, message: sums)
        }
        return BillingCheck(
            name: "billing-periods", isWarning: true,
            message: "\(sums). \(higher.grouped("customer")) counted more than the API says, such as \(example)")
    }

    private func withoutFigure(_ row: Row?) -> BillingCheck? {
        guard let row, let without: Int64 = row["without_figure"], without > 0,
            let example: Int64 = row["example_without"]
        else { return nil }
        return BillingCheck(
            name: "without-figure", isWarning: false,
            message: "\(without.grouped("customer")) without a figure of the API, billed 0 tasks, such as \(example)")
    }

    private func gone(_ row: Row?) -> BillingCheck? {
        guard let row, let gone: Int64 = row["gone"], gone > 0 else { return nil }
        let tasks: Int64 = row["gone_tasks"]
        let example = (row["example_gone"] as Int64?).map { ", such as \($0)" } ?? ""
        let more = tasks == 0 ? "" : ". What they did after their last listing is not known. More: query customers-gained-and-lost"
        return BillingCheck(
            name: "gone", isWarning: tasks != 0,
            message: "\(gone.grouped("customer")) gone, billed \(tasks.grouped("task"))\(example)\(more)")
    }

    private func closingRun() -> BillingCheck? {
        let run = statement.run
        guard run.state != "complete" else { return nil }
        return BillingCheck(
            name: "closing-run", isWarning: true, message: "run \(run.id) is \(run.state): some listings are older. More: status")
    }

    /// What cannot be undone has to be seen before.
    private func firstClose() throws -> BillingCheck? {
        guard closed.isEmpty else { return nil }
        let sql = "SELECT count(DISTINCT month), min(month) FROM task_usage WHERE month < ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [month.description]), let months: Int64 = row[0], months > 0 else {
            return nil
        }
        let first: String = row[1]
        return BillingCheck(
            name: "first-close", isWarning: true,
            message: "this is the first close: the \(months.grouped("month")) before it, from \(first), can never be closed then")
    }

    private func zone() -> BillingCheck? {
        let name = statement.period.zone.name
        if let before = closed.last, before.timeZone != name {
            return BillingCheck(
                name: "time-zone", isWarning: true,
                message: "the month is in \(name), but \(before.month) was closed in \(before.timeZone): hours are missing or counted twice"
            )
        }
        guard !isZoneKnown else { return nil }
        return BillingCheck(
            name: "time-zone", isWarning: true,
            message: "no zone was named, so the month is in UTC; name that of the partner's workspace by --time-zone")
    }

    private func prices() -> BillingCheck? {
        guard let before = closed.last, statement.prices[before.month] != nil, !statement.isPriced else { return nil }
        return BillingCheck(
            name: "without-prices", isWarning: true,
            message: "\(before.month) has prices, and this month has none: its lines have no amounts. Give the list by --prices")
    }

    private func unpricedCorrections() -> BillingCheck? {
        guard unpriced > 0 else { return nil }
        return BillingCheck(
            name: "unpriced-corrections", isWarning: true,
            message:
                "\(unpriced.grouped("correction")) without an amount: their month has no prices, or none for the customer")
    }
}

/// Percentages with one digit after the point.
enum PercentText {
    static func of(_ percent: Decimal) -> String {
        var (percent, rounded) = (percent, Decimal())
        NSDecimalRound(&rounded, &percent, 1, .bankers)
        // A share that is not 0 is not shown as 0.
        if rounded == 0, percent != 0 { return "less than 0.1" }
        let text = rounded.description
        return text.contains(".") ? text : text + ".0"
    }
}
