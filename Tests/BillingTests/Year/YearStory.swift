import Foundation
import Simulator

@testable import Billing

/// What happens in the simulated year, by the day: before that day's sync, and between the sync and the close.
struct YearStory {
    let account: SimulatedAccount
    private var world: World { account.world }

    /// The seeded customers by what happens to them.
    let retried, own, deleted, renamed: Int64
    static let created: Int64 = 900_001
    /// Its first figure is of an old month.
    static let late: Int64 = 900_002

    /// The first tier's end for everyone, and for the customer with its own list.
    static let border: Int64 = 5_000
    static let ownBorder: Int64 = 1_000

    init(_ account: SimulatedAccount) {
        self.account = account
        // The busiest first: a figure of 0 could not fall.
        let usage = Dictionary(grouping: account.world.usage, by: \.managedUserID).mapValues { $0.map(\.taskCount).min() ?? 0 }
        let ids = account.world.customerIDs.sorted { (usage[$0] ?? 0, $1) > (usage[$1] ?? 0, $0) }
        (retried, own, deleted, renamed) = (ids[0], ids[1], ids[2], ids[3])
    }

    func beforeSync() {
        switch account.day {
        case "2025-02-12": world.retry(tasks: 400, of: retried, in: month(1))
        case "2025-03-05": world.retry(tasks: -17, of: own, in: month(1))
        case "2025-03-17": world.set("name", to: "Renamed once, \"Inc.\"", of: renamed, in: .customers)
        case "2025-06-15": add(Self.created, "Created in June", plan: "oem_plan")
        case "2025-06-18": cross(Self.border, of: retried, in: month(4))
        case "2025-07-10": cross(Self.border, of: retried, in: month(4))
        case "2025-07-11": crossAll()
        case "2025-07-19": world.delete(deleted, from: .customers)
        case "2025-08-22": showLate()
        case "2025-09-10": rename()
        case "2025-10-09": world.retry(tasks: 77, of: retried, in: month(8))
        case "2025-10-17": world.retry(tasks: -77, of: retried, in: month(8))
        case "2025-11-15": world.retry(tasks: 3, of: Self.late, in: month(6))
        case "2026-01-03": world.retry(tasks: 1_000, of: retried, in: month(1))
        default: break
        }
    }

    /// What no sync has seen before the close belongs to the next close, or to none.
    func afterSync() {
        switch account.day {
        case "2025-04-05": world.retry(tasks: 9, of: retried, in: month(2))
        case "2025-07-12": world.retry(tasks: 5_000, of: deleted, in: month(5))
        case "2025-12-05": world.retry(tasks: -1, of: own, in: month(9))
        default: break
        }
    }

    private func crossAll() {
        cross(Self.border, of: retried, in: month(5))
        cross(Self.ownBorder, of: own, in: month(5))
        world.retry(tasks: 50, of: deleted, in: month(6))
    }

    private func showLate() {
        add(Self.late, "Late, first of June", plan: nil)
        world.setUsage(777, of: Self.late, in: month(6))
    }

    private func rename() {
        world.set("name", to: "Renamed twice", of: renamed, in: .customers)
        world.set("plan_id", to: "another_plan", of: renamed, in: .customers)
    }

    private func add(_ id: Int64, _ name: String, plan: String?) {
        let record: JSON = ["id": .integer(id), "name": .string(name), "external_id": .string("E\(id)"), "plan_id": .text(plan)]
        world.add(record, to: .customers)
        let recipe: JSON = [
            "id": .integer(id * 10), "name": "Works", "running": true, "lifetime_task_count": 0, "job_succeeded_count": 0,
            "job_failed_count": 0, "config": [], "created_at": .string(world.now.pacific), "updated_at": .string(world.now.pacific),
        ]
        world.add(recipe, to: .recipes(of: id))
    }

    /// Moves a figure over a tier's border, from whichever side it is on.
    private func cross(_ border: Int64, of customer: Int64, in month: Month) {
        let tasks = world.usage.first { $0.managedUserID == customer && $0.month == month }?.taskCount ?? 0
        world.retry(tasks: border - tasks + (tasks < border ? 123 : -123), of: customer, in: month)
    }

    private func month(_ number: Int) -> Month { Month(year: 2025, month: number) }

    /// Nothing is synced in May. Otherwise there are syncs between the closes too, and not all days are far from a month's border.
    var hasSync: Bool {
        guard !account.day.hasPrefix("2025-05") else { return false }
        return ["-01", "-05", "-12", "-20", "-28"].contains { account.day.hasSuffix($0) }
    }
}
