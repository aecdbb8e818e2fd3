import Foundation
import Simulator
import TestServers
import Testing

@testable import Billing

/// A year against the whole simulated API: each figure is billed once, however late it came, and what is closed stays as it is.
@Suite("A simulated year") struct SimulatedYearTests {
    @Test("bills what the world has shown, and its exports are the same bytes fourteen months later") func year() async throws {
        let world = SimulatedYear.world
        var options = SimulatorOptions()
        options.rateWindow = 0
        let unpaced = options
        try await ServerTurn.take {
            try await Simulator.withSimulator(world, unpaced) { simulator async throws in
                let year = try SimulatedYear(world, simulator)
                try await year.play { _ in try expectRows(of: year) }
                let exports = try year.export(to: "first")
                let statements = try YearStatements(exports)
                expectCorrections(of: year)
                expectTruth(statements, of: year)
                expectAmounts(statements, of: year)
                try expectNames(statements, exports, of: year)
                try await expectTheSame(exports, after: year)
            }
        }
    }

    /// Lines, adjustments and totals are those of the plain model, row by row.
    private func expectRows(of year: SimulatedYear) throws {
        let model = year.account.model
        #expect(try year.account.read(BilledLine.all) == model.lines)
        #expect(try year.account.read(BilledAdjustment.all) == model.adjustments)
        #expect(try year.account.read(BilledMonth.all) == model.months)
    }

    /// Every move of the story that a sync has seen after a close is corrected once, in the next close. The others are not.
    private func expectCorrections(of year: SimulatedYear) {
        let story = year.story
        let found = year.account.model.adjustments.map { [$0.month, $0.ofMonth, "\($0.customer)"] }
        let expected = [
            ("2025-02", "2025-01", story.retried), ("2025-02", "2025-01", story.own), ("2025-04", "2025-02", story.retried),
            ("2025-06", "2025-04", story.retried), ("2025-07", "2025-04", story.retried), ("2025-07", "2025-05", story.retried),
            ("2025-07", "2025-05", story.own), ("2025-07", "2025-06", story.deleted), ("2025-08", "2025-06", YearStory.late),
            ("2025-11", "2025-06", YearStory.late), ("2025-12", "2025-09", story.own),
        ]
        #expect(Set(found) == Set(expected.map { [$0.0, $0.1, "\($0.2)"] }))
        #expect(found.count == expected.count)
        let crossed = year.account.model.adjustments.filter { correction in
            let border = correction.customer == story.own ? YearStory.ownBorder : YearStory.border
            return (correction.billed > border) != (correction.corrected > border)
        }
        #expect(crossed.count >= 4 && Set(crossed.map { $0.difference > 0 }).count == 2)
    }

    /// Nothing is billed twice or never: by month and customer, the twelve statements sum to what the world says.
    private func expectTruth(_ statements: YearStatements, of year: SimulatedYear) {
        let model = year.account.model
        for (slot, tasks) in statements.tasks { #expect(tasks == model.figure(slot) ?? 0, "\(slot)") }
        let world = year.account.world.usage.filter { $0.month.year == 2025 }
        for count in world where count.month.month > 1 {
            let slot = BillingModel.Slot(month: count.month.description, customer: count.managedUserID)
            #expect(statements.tasks[slot] == count.taskCount, "\(slot)")
        }
        // January was beyond the window when its last thousand tasks came. The deleted customer keeps what was last shown of it.
        #expect(world.count > 60)
        let lost = model.lines.filter { $0.month == "2025-01" || $0.customer == year.story.deleted }
        let all = Set(world.filter { $0.month.month > 1 }.map { BillingModel.Slot(month: "\($0.month)", customer: $0.managedUserID) })
            .union(lost.map { BillingModel.Slot(month: $0.month, customer: $0.customer) })
        #expect(all == Set(statements.tasks.keys))
        #expect(statements.usageRows == model.lines.count)
    }

    /// In each currency, all amounts together are the price of the final figures: no correction costs more or less than its difference.
    private func expectAmounts(_ statements: YearStatements, of year: SimulatedYear) {
        var expected: [String: Decimal] = [:]
        for slot in statements.tasks.keys {
            guard let prices = YearPrices(of: slot.customer, in: slot.month, year.story) else { continue }
            expected[prices.currency, default: 0] += prices.amount(of: year.account.model.figure(slot) ?? 0)
        }
        #expect(statements.amounts == expected)
        #expect(Set(expected.keys) == ["EUR", "USD"] && expected.values.allSatisfy { $0 > 0 })
        #expect(statements.pricedMonths == Set(YearPrices.months))
    }

    /// A statement has the names of its close. A customer that was gone by then is so called, with its last name.
    private func expectNames(_ statements: YearStatements, _ exports: [String: [String: Data]], of year: SimulatedYear) throws {
        let renamed = statements.names(of: year.story.renamed)
        let first = try #require(renamed.first)
        #expect(first != "Renamed twice")
        #expect(
            renamed == Array(repeating: first, count: 2) + Array(repeating: "Renamed once, \"Inc.\"", count: 6)
                + Array(repeating: "Renamed twice", count: 4))
        var gone: [String] = []
        for month in SimulatedYear.months {
            let rows = try YearStatements.rows("customers.csv", exports[month])
            gone += rows.filter { $0["state"] == "gone" }.map { "\(month) \($0["managed_user_id"] ?? "")" }
            let isThere = rows.contains { $0["managed_user_id"] == "\(year.story.deleted)" }
            #expect(isThere == (month <= "2025-07"), "\(month)")
        }
        #expect(gone == ["2025-07 \(year.story.deleted)"])
    }

    private func expectTheSame(_ exports: [String: [String: Data]], after year: SimulatedYear) async throws {
        let frozen = try year.account.read(FrozenContent.all)
        try await year.goOn()
        try expectRows(of: year)
        #expect(try year.export(to: "again") == exports)
        #expect(try year.export(to: "first") == exports)
        let now = try year.account.read(FrozenContent.all)
        for month in SimulatedYear.months { #expect(now[month] == frozen[month]) }
        #expect(now.count >= 25)
        // November's figure goes on to move. It was in the window until the October after, when September was closed.
        let late = year.account.model.adjustments.filter { $0.ofMonth == "2025-11" }.map(\.month)
        #expect(late == (1...9).map { MonthBounds.text(2026, $0) })
        print("simulated year: \(year.account.syncs) syncs, \(now.count) closes, \(year.account.model.adjustments.count) corrections")
    }
}
