import Foundation
import SeededNumbers
import Store

@testable import Billing

/// How an attempt to close a month ends: the kinds of errors, or the close.
enum Verdict: String, Hashable, CaseIterable {
    case closes
    case badMonth, unknownZone, badGrace, noRuns, unknownMonth, closedAlready, beforeFirst, notOver, inGrace, noRunSince, earlierOpen
    case unexplained, prices
    case another

    init(_ error: BillingError) {
        self =
            switch error {
            case .badMonth: .badMonth
            case .unknownZone: .unknownZone
            case .badGrace: .badGrace
            case .mirror(.noRuns): .noRuns
            case .unknownMonth: .unknownMonth
            case .closedAlready: .closedAlready
            case .beforeFirst: .beforeFirst
            case .notOver: .notOver
            case .inGrace: .inGrace
            case .noRunSince: .noRunSince
            case .earlierOpen: .earlierOpen
            case .unexplained: .unexplained
            case .prices: .prices
            default: .another
            }
    }
}

/// A random attempt to close a month, and what has to come of it.
struct CloseAttempt {
    let month: String
    let now: Date
    let zone: String?
    /// The text, and what it means in seconds.
    let grace: (text: String?, seconds: Double)
    let share: String?
    let prices: SimplePrices?

    private static let zones = [nil, nil, nil, "UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"]
    static let graces: [(text: String?, seconds: Double)] = [(nil, 259_200), (nil, 259_200), ("0s", 0), ("12h", 43_200), ("10d", 864_000)]

    /// - Parameter next: the month that can be closed next, if one is closed.
    init(_ runs: RandomRuns, next: String?, _ random: inout SeededGenerator) {
        let chance = Int.random(in: 0..<100, using: &random)
        let age = Int.random(in: -1...5, using: &random)
        // Most attempts are for the month whose turn it is, or the histories would have few closes.
        month = chance < 3 ? "2025-13" : chance > 40 ? next ?? runs.month(before: 2) : runs.month(before: age)
        let later = runs.time + Double(Int.random(in: chance > 50 ? 0...11_520 : -14_400...11_520, using: &random)) * 60
        zone = chance == 3 || chance == 4 ? "Nowhere/Else" : Self.zones.randomElement(using: &random) ?? nil
        grace = chance == 5 || chance == 6 ? ("3 days", 0) : Self.graces.randomElement(using: &random) ?? (nil, 259_200)
        share = [nil, nil, nil, nil, nil, nil, nil, "100", "50"].randomElement(using: &random) ?? nil
        prices = SimplePrices(&random)
        // Some come exactly when the month or the grace period ends.
        let border = MonthBounds.of(month, in: zone ?? "UTC").upperBound + (chance % 2 == 0 ? 0 : grace.seconds)
        now = chance % 7 == 0 ? border : later
    }

    /// The same attempt for another month, on no terms that could be refused.
    func plain(of month: String) -> CloseAttempt { CloseAttempt(month: month, now: now, zone: zone, grace: grace) }

    private init(month: String, now: Date, zone: String?, grace: (text: String?, seconds: Double)) {
        (self.month, self.now, self.zone, self.grace, share, prices) = (month, now, zone, grace, nil, nil)
    }

    func terms(in folder: URL) throws -> CloseTerms {
        var terms = CloseTerms(timeZone: zone, grace: grace.text, maxUnexplained: share)
        if let prices {
            let path = folder.appending(path: "prices.csv").path
            try prices.csv.write(toFile: path, atomically: true, encoding: .utf8)
            terms.prices = try PriceFile(path: path)
        }
        return terms
    }

    /// - Parameter lastZone: that of the last close.
    func period(_ lastZone: String?) -> Range<Date> { MonthBounds.of(month, in: zone ?? lastZone ?? "UTC") }

    func verdict(_ model: BillingModel, lastZone: String?) -> Verdict {
        if model.runs.isEmpty { return .noRuns }
        if zone == "Nowhere/Else" { return .unknownZone }
        if month == "2025-13" { return .badMonth }
        if grace.text == "3 days" { return .badGrace }
        let period = period(lastZone)
        return unclosable(model) ?? unknown(model, period) ?? early(model, period) ?? refusedTerms(model, period) ?? .closes
    }

    private func unclosable(_ model: BillingModel) -> Verdict? {
        if model.closed.contains(month) { return .closedAlready }
        return model.closed.first.map { month < $0 } == true ? .beforeFirst : nil
    }

    private func unknown(_ model: BillingModel, _ period: Range<Date>) -> Verdict? {
        if model.hasFigure(where: { $0 == month }) || model.runs.contains(where: { period.contains($0.startedAt) }) { return nil }
        // A month without anything may not hold up the later ones.
        let isLaterKnown = model.hasFigure { $0 > month } || model.runs.contains { $0.startedAt >= period.upperBound }
        if model.closed.last.map(MonthBounds.following) == month, isLaterKnown { return nil }
        return .unknownMonth
    }

    private func early(_ model: BillingModel, _ period: Range<Date>) -> Verdict? {
        let end = period.upperBound + grace.seconds
        if now < period.upperBound { return .notOver }
        if now < end { return .inGrace }
        if let next = model.closed.last.map(MonthBounds.following), next < month { return .earlierOpen }
        return model.runs.contains { $0.readsUsage && $0.startedAt >= end } ? nil : .noRunSince
    }

    private func refusedTerms(_ model: BillingModel, _ period: Range<Date>) -> Verdict? {
        if let prices {
            guard prices.isKnown(to: model) else { return .prices }
            let lines = model.linesNow(of: month, period)
            let billed = lines.filter { $0.quantity != 0 }
            guard billed.allSatisfy({ prices.cents(of: $0.customer, plan: $0.facts.plan) != nil }) else { return .prices }
        }
        // No run of these mirrors has listed recipes, so nothing is explained.
        return share == "50" ? .unexplained : nil
    }
}

/// Prices in whole cents a task: what they make of a quantity needs no rounding.
struct SimplePrices {
    private var everyone: Int64?
    private var plans: [String: Int64] = [:]
    private var customers: [Int64: Int64] = [:]

    /// Nil for a close without prices, which is as frequent.
    init?(_ random: inout SeededGenerator) {
        let chance = Int.random(in: 0..<100, using: &random)
        guard chance < 50 else { return nil }
        if chance < 38 { everyone = Int64.random(in: 0...3, using: &random) }
        if 10..<20 ~= chance || chance > 40 { plans["p1"] = 4 }
        if 15..<25 ~= chance { customers[Int64.random(in: 1...8, using: &random)] = 5 }
        if chance == 30 { plans["no plan"] = 6 }
        if chance == 31 { customers[99] = 7 }
        if everyone == nil, plans.isEmpty { plans["p2"] = 8 }
    }

    var csv: String {
        let rows =
            (everyone.map { [("*,", $0)] } ?? []) + plans.sorted { $0.key < $1.key }.map { ("\($0.key),", $0.value) }
            + customers.sorted { $0.key < $1.key }.map { ("*,\($0.key)", $0.value) }
        return "plan_id,managed_user_id,tier_from,tier_to,unit_price,currency,mode\n"
            + rows.map { "\($0.0),0,,0.0\($0.1),EUR,graduated\n" }.joined()
    }

    func isKnown(to model: BillingModel) -> Bool {
        plans.keys.allSatisfy(model.plansSeen.contains) && customers.keys.allSatisfy(model.hasSeen)
    }

    func cents(of customer: Int64, plan: String?) -> Int64? { customers[customer] ?? plan.flatMap { plans[$0] } ?? everyone }
}
