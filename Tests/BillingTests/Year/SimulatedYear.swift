import Foundation
import GRDB
import Simulator

@testable import Billing

/// Plays a year of an account whose months are closed in order, and then another year in which everything goes on and changes.
struct SimulatedYear {
    let account: SimulatedAccount
    let story: YearStory
    /// The twelve months, in order.
    static let months = (1...12).map { MonthBounds.text(2025, $0) }

    init(_ world: World, _ simulator: RunningSimulator) throws {
        account = try SimulatedAccount(world, simulator)
        story = YearStory(account)
    }

    static var world: World {
        World(
            WorldOptions(
                customers: 6, seed: 11, recipesPerCustomer: 3, connectionsPerCustomer: 1, lookupTablesPerCustomer: 0, rowsPerTable: 0,
                now: Moment(2025, 1, 3, 20)))
    }

    /// Until the twelve months are closed.
    ///
    /// - Parameter afterClose: is called after each close, with the month.
    func play(afterClose: (String) throws -> Void) async throws {
        while account.model.closed.count < Self.months.count {
            account.world.advance(days: 1)
            story.beforeSync()
            if story.hasSync { try await account.sync() }
            story.afterSync()
            guard story.hasSync, account.day.hasSuffix("-05"), account.day > "2025-02" else { continue }
            // April waited for a sync of June.
            while let month = nextMonth {
                try close(month)
                try afterClose(month)
            }
        }
    }

    /// The first month that is open, if it is over.
    private var nextMonth: String? {
        Self.months.first { !account.model.closed.contains($0) && $0 < account.day.prefix(7) }
    }

    private func close(_ month: String) throws {
        var terms = CloseTerms(timeZone: SimulatedAccount.zone)
        if YearPrices.months.contains(month) {
            let path = account.folder.appending(path: "prices.csv").path
            try YearPrices.csv(of: month, story).write(toFile: path, atomically: true, encoding: .utf8)
            terms.prices = try PriceFile(path: path)
        }
        try account.close(month, terms, BillingLetterhead(issuer: "Partner Ltd", address: ["1 First Street"]), by: "1.0.0")
    }

    /// Fourteen months later: the API's window has moved on, customers went and got other names, other settings and another version of the
    /// program close the later months.
    func goOn() async throws {
        let end = account.world.now.milliseconds + 425 * 86_400_000
        account.world.delete(story.own, from: .customers)
        while account.world.now.milliseconds < end {
            account.world.advance(days: 15)
            for customer in account.world.customerIDs {
                account.world.set("name", to: .string("Customer \(customer) on \(account.day)"), of: customer, in: .customers)
            }
            account.world.retry(tasks: 11, of: story.retried, in: Month(year: 2025, month: 11))
            try await account.sync()
            for summary in try Billing(path: account.path).months(on: CloseTerms(), now: account.now) where summary.state == .closable {
                let letterhead = BillingLetterhead(issuer: "Another Ltd", note: "We have moved.")
                try account.close(summary.month.description, CloseTerms(), letterhead, by: "2.0.0")
            }
        }
    }

    /// The files of the twelve exports, by month and name.
    func export(to name: String) throws -> [String: [String: Data]] {
        let folder = account.folder.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var exports: [String: [String: Data]] = [:]
        for month in Self.months {
            let target = folder.appending(path: month)
            _ = try MonthExport(path: account.path)(month, to: target.path, now: account.now)
            for file in try FileManager.default.contentsOfDirectory(atPath: target.path) {
                exports[month, default: [:]][file] = try Data(contentsOf: target.appending(path: file))
            }
        }
        return exports
    }
}
