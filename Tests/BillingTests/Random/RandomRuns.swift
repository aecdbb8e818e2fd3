import Foundation
import SeededNumbers

/// Makes up runs: customers come, go, and change; figures move in any month; some runs fail, and some months have none.
struct RandomRuns {
    private(set) var time = Date(timeIntervalSince1970: 1_736_000_000)
    private(set) var live: [Int64: CustomerFacts] = [:]
    private var figures: Set<BillingModel.Slot> = []
    private var count: Int64 = 0

    private static let names = ["Ann", "Ann ", "O'Hara, \"Inc\"", "S\u{FC}d\n\u{1F30D}", "=1+1", nil]
    private static let plans = ["p1", "p2", nil]
    private static let gaps: [Double] = [0.1, 1, 3, 6, 10, 20, 25, 30, 50]
    /// Customer 8 has figures only: the mirror never saw it.
    private static let ids: ClosedRange<Int64> = 1...8

    mutating func next(_ random: inout SeededGenerator) -> MadeUpRun {
        count += 1
        time += (Self.gaps.randomElement(using: &random) ?? 1) * 86_400 + Double(Int.random(in: 0..<1_440, using: &random)) * 60
        // Some begin exactly when a month or its grace period ends.
        if Int.random(in: 0..<4, using: &random) == 0, let grace = CloseAttempt.graces.randomElement(using: &random) {
            time = MonthBounds.of(month(before: 0), in: "UTC").upperBound + grace.seconds
        }
        let from = time
        time += Double(Int.random(in: 0...180, using: &random)) * 60
        let state = ["complete", "complete", "complete", "partial", "refused", "failed"].randomElement(using: &random) ?? "complete"
        let usage = state == "complete" ? "complete" : ["complete", "failed", "drift"].randomElement(using: &random) ?? "failed"
        if state != "failed" { for id in Self.ids where id < 8 { move(id, &random) } }
        var run = MadeUpRun(id: count, from: from, to: time, state: state, usageState: usage, live: live)
        if state != "failed", usage != "failed" { show(&run, &random) }
        return run
    }

    private mutating func move(_ id: Int64, _ random: inout SeededGenerator) {
        let chance = Int.random(in: 0..<100, using: &random)
        guard var facts = live[id] else {
            if chance < 30 { live[id] = CustomerFacts(name: name(&random), externalID: chance < 20 ? "E\(id)" : nil, plan: plan(&random)) }
            return
        }
        switch chance {
        case 0..<8: live[id] = nil
        case 8..<20: facts.name = name(&random)
        case 20..<30: facts.plan = plan(&random)
        case 30..<33: facts.externalID = facts.externalID == nil ? "late/\(id)" : nil
        default: return
        }
        if chance >= 8 { live[id] = facts }
    }

    private func name(_ random: inout SeededGenerator) -> String? { Self.names.randomElement(using: &random) ?? nil }
    private func plan(_ random: inout SeededGenerator) -> String? { Self.plans.randomElement(using: &random) ?? nil }

    private mutating func show(_ run: inout MadeUpRun, _ random: inout SeededGenerator) {
        for id in Self.ids where live[id] != nil || id == 8 {
            for age in [0, 1, 2, 3, 14] {
                let chance = Int.random(in: 0..<100, using: &random)
                let slot = BillingModel.Slot(month: month(before: age), customer: id)
                if chance < [50, 50, 35, 25, 5][min(age, 4)] / (id == 8 ? 4 : 1) {
                    // Few values, so that figures come back to what they were.
                    run.shown[slot] = [0, 1, 7, 40, 41, 1_000, 250_000].randomElement(using: &random) ?? 0
                    figures.insert(slot)
                } else if chance > 96, figures.contains(slot) {
                    run.touched.append(slot)
                }
            }
        }
    }

    /// The month so many months ago, by UTC.
    func month(before age: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month], from: time)
        let index = (parts.year ?? 0) * 12 + (parts.month ?? 1) - 1 - age
        return MonthBounds.text(index / 12, index % 12 + 1)
    }
}
