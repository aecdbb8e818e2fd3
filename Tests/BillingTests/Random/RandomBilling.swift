import Foundation
import GRDB
import SeededNumbers
import Store
import Testing

@testable import Billing

/// One random history of a mirror and its closes. After every step, what the file has is compared with the plain model.
struct RandomBilling {
    let mirror: HandFedMirror
    private let seed: UInt64
    private var random: SeededGenerator
    private var runs = RandomRuns()
    private var model = BillingModel()
    private var lastZone: String?
    /// What is frozen of each closed month, as it was right after its close.
    private var frozen: [String: [[DatabaseValue]]] = [:]
    private var prices: [String: SimplePrices] = [:]
    /// What the steps did, in their order.
    private(set) var verdicts: [Verdict] = []
    private var story: [String] = []

    init(seed: UInt64) throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        mirror = try HandFedMirror()
        // Without a run nothing can be asked: that is seen often enough.
        for _ in 0..<Int.random(in: 0...4, using: &random) { try publish() }
    }

    var corrections: Int { model.adjustments.count }

    private func place() -> Comment { "seed \(seed): \(story.suffix(3).joined(separator: "; "))" }

    mutating func step() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45: try publish()
        case 45..<94: try close()
        default: try lookBack()
        }
        try expectRows()
    }

    private mutating func publish() throws {
        let run = runs.next(&random)
        story.append("run \(run.id) \(run.state), usage \(run.usageState), \(run.from.stamp)")
        try mirror.publish(run)
        guard run.state != "failed" else { return }
        model.note(
            run: run.id, from: run.from, to: run.to, readsUsage: run.usageState == "complete", live: run.live, shown: run.shown)
    }

    private mutating func close() throws {
        let attempt = CloseAttempt(runs, next: model.closed.last.map(MonthBounds.following), &random)
        let expected = attempt.verdict(model, lastZone: lastZone)
        story.append("close \(attempt.month) at \(attempt.now.stamp), \(attempt.zone ?? "no zone"), \(attempt.grace.text ?? "no grace")")
        if Int.random(in: 0..<4, using: &random) == 0 { try expectAnswers(to: attempt, expected) }
        let terms = try attempt.terms(in: mirror.folder)
        let close = MonthClose(path: mirror.path, terms: terms, letterhead: BillingLetterhead(), toolVersion: "\(story.count)")
        var verdict = Verdict.closes
        do throws(BillingError) { _ = try close(attempt.month, now: attempt.now) } catch { verdict = Verdict(error) }
        #expect(verdict == expected, place())
        verdicts.append(verdict)
        guard verdict == .closes else { return }
        let zone = attempt.zone ?? lastZone ?? "UTC"
        model.close(attempt.month, MonthBounds.of(attempt.month, in: zone), now: attempt.now)
        lastZone = zone
        prices[attempt.month] = attempt.prices
        frozen[attempt.month] = try mirror.read(FrozenContent.all)[attempt.month]
        try expectStatement(of: attempt.month)
    }

    private func expectRows() throws {
        try mirror.read { db throws in
            #expect(try BilledLine.all(in: db) == model.lines, place())
            #expect(try BilledAdjustment.all(in: db) == model.adjustments, place())
            #expect(try BilledMonth.all(in: db) == model.months, place())
            #expect(try FrozenContent.all(in: db) == frozen, place())
        }
    }

    private func expectAnswers(to attempt: CloseAttempt, _ expected: Verdict) throws {
        guard ![.noRuns, .unknownZone, .badGrace].contains(expected) else { return }
        let terms = CloseTerms(timeZone: attempt.zone, grace: attempt.grace.text)
        try expectMonths(attempt, terms)
        let plain = attempt.plain(of: attempt.month).verdict(model, lastZone: lastZone)
        if [.closes, .notOver, .inGrace, .noRunSince, .earlierOpen].contains(plain) { try expectPreview(of: attempt, terms, plain) }
    }

    /// The list says of each month whether a close on plain terms is refused, and why; and what waits to be corrected.
    private func expectMonths(_ attempt: CloseAttempt, _ terms: CloseTerms) throws {
        let waiting = Dictionary(grouping: model.adjustmentsNow(for: "9999-99"), by: \.ofMonth)
        let months = try Billing(path: mirror.path).months(on: terms, now: attempt.now)
        #expect(Set(months.map(\.month.description)).isSuperset(of: model.closed), place())
        for summary in months {
            let verdict = attempt.plain(of: summary.month.description).verdict(model, lastZone: lastZone)
            let found = summary.state == .closed ? .closedAlready : summary.reason.map(Verdict.init) ?? .closes
            #expect(found == verdict, place())
            #expect(summary.state != .open || summary.reason != nil, place())
            let corrections = waiting[summary.month.description] ?? []
            #expect(summary.waiting == corrections.count, place())
            #expect(summary.waitingTasks == corrections.map(\.difference).reduce(0, +), place())
        }
    }

    /// A preview shows what a close right after it would freeze, and names what it waits for.
    private func expectPreview(of attempt: CloseAttempt, _ terms: CloseTerms, _ expected: Verdict) throws {
        let lines = model.linesNow(of: attempt.month, attempt.period(lastZone))
        let adjustments = model.adjustmentsNow(for: attempt.month)
        try Billing(path: mirror.path).preview(attempt.month, on: terms, now: attempt.now) { view in
            #expect(view.obstacle.map(Verdict.init) ?? .closes == expected, place())
            #expect(view.totals.lines == lines.count && view.totals.taskCount == lines.map(\.quantity).reduce(0, +), place())
            #expect(view.totals.adjustments == adjustments.count, place())
            #expect(view.totals.adjustedTaskCount == adjustments.map(\.difference).reduce(0, +), place())
        }
    }
}

extension RandomBilling {
    /// The rows of statement.csv are the lines and the adjustments, each with its price.
    private func expectStatement(of month: String) throws {
        let sql = "SELECT bytes FROM billing_files WHERE month = ? AND name = 'statement.csv' ORDER BY part"
        let parts = try mirror.read { try Data.fetchAll($0, sql: sql, arguments: [month]) }
        let rows = CSVRows(String(decoding: parts.reduce(Data(), +), as: UTF8.self)).rows
        let usage = model.lines.filter { $0.month == month }.map { line in
            row(month, month, line.customer, line.facts, "usage", line.quantity, plan: line.facts.plan)
        }
        let corrections = model.adjustments.filter { $0.month == month }.map { correction in
            // The corrected month is priced by the plan of its line; without one, by that of its first correction.
            let line = model.lines.first { $0.month == correction.ofMonth && $0.customer == correction.customer }
            let first = model.adjustments.first { $0.ofMonth == correction.ofMonth && $0.customer == correction.customer }
            let plan = line.map(\.facts.plan) ?? first?.facts.plan
            return row(month, correction.ofMonth, correction.customer, correction.facts, "correction", correction.difference, plan: plan)
        }
        #expect(rows == usage + corrections, place())
    }

    private func row(
        _ month: String, _ ofMonth: String, _ customer: Int64, _ facts: CustomerFacts, _ kind: String, _ quantity: Int64, plan: String?
    ) -> [String: String] {
        let cents = prices[ofMonth]?.cents(of: customer, plan: plan).map { $0 * quantity }
        let digits = cents.map { String($0.magnitude) } ?? ""
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let amount = cents.map { ($0 < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2) } ?? ""
        return [
            "month": month, "of_month": ofMonth, "managed_user_id": "\(customer)", "external_id": facts.externalID ?? "",
            "customer": facts.name ?? "", "plan_id": facts.plan ?? "", "metric": "tasks", "kind": kind, "quantity": "\(quantity)",
            "amount": amount, "currency": cents == nil ? "" : "EUR",
        ]
    }

    /// As of a run, the months that a later run closed are open; as of a time, those that were closed after it.
    private mutating func lookBack() throws {
        guard let run = model.runs.randomElement(using: &random), let first = model.runs.first?.finishedAt else { return }
        try expectClosed(asOf: "\(run.id)", model.months.filter { $0.run <= run.id })
        let times = model.runs.map(\.finishedAt.stamp) + model.months.map(\.closedAt)
        guard let time = times.randomElement(using: &random), time >= first.stamp else { return }
        try expectClosed(asOf: time, model.months.filter { $0.closedAt <= time })
    }

    private mutating func expectClosed(asOf moment: String, _ expected: [BilledMonth]) throws {
        story.append("as of \(moment)")
        let closed = expected.map(\.month)
        try MirrorFile.openForReading(mirror.path).read { db in
            try AsOfRun(moment, in: db).prepare(db, for: "billing_months billing_lines billing_adjustments billing_files")
            #expect(try BilledMonth.all(in: db) == expected, place())
            #expect(try BilledLine.all(in: db) == model.lines.filter { closed.contains($0.month) }, place())
            #expect(try BilledAdjustment.all(in: db) == model.adjustments.filter { closed.contains($0.month) }, place())
            let files = try String.fetchAll(db, sql: "SELECT DISTINCT month FROM billing_files ORDER BY month")
            #expect(files == closed, place())
        }
    }
}
