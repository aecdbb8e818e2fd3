extension WorldState {
    /// Lets days pass: running recipes do jobs, and the tasks they use are added to the month they fall in.
    mutating func advance(days: Int) {
        for _ in 0..<max(0, days) {
            now = now.adding(days: 1)
            for customer in customers.entries { work(customer.id) }
        }
        for customer in customers.entries { renewBillingPeriod(customer.id) }
        refreshCounts()
    }

    private mutating func work(_ customer: Int64) {
        guard var workspace = workspaces.removeValue(forKey: customer) else { return }
        defer { workspaces[customer] = workspace }
        let month = now.pacificMonth
        workspace.usage[month, default: 0] += 0
        let broken = workspace.connections.entries.filter { $0.record["authorization_status"] != .string("success") }.map(\.id)
        let paces = workspace.paces
        var tasks: Int64 = 0
        workspace.recipes.updateAll { id, recipe in
            guard recipe["running"] == .bool(true) else { return }
            var random = SplitMix64(seed, 3, UInt64(bitPattern: id), UInt64(bitPattern: now.milliseconds))
            let pace = paces[id] ?? 5 + Int(truncatingIfNeeded: id & 63)
            tasks += run(&recipe, pace: pace, failing: recipe.uses(broken), &random)
        }
        workspace.usage[month, default: 0] += tasks
    }

    // With a broken connection, every job fails at once and uses no tasks.
    private func run(_ recipe: inout JSON, pace: Int, failing: Bool, _ random: inout SplitMix64) -> Int64 {
        let tasks = Int64(pace * random.between(700, 1300) / 1000 + random.below(2))
        let jobs = (tasks + 2) / 3
        guard jobs > 0 else { return 0 }
        recipe["last_run_at"] = .string(now.adding(minutes: Int64(-random.below(600))).pacific)
        let failed = failing ? jobs : Int64(random.below(30) == 0 ? 1 : 0)
        recipe.increase("job_failed_count", by: failed)
        recipe.increase("job_succeeded_count", by: jobs - failed)
        guard !failing else { return 0 }
        recipe.increase("lifetime_task_count", by: tasks)
        return tasks
    }

    private mutating func renewBillingPeriod(_ customer: Int64) {
        let month = now.pacificMonth
        customers.update(customer) { record in
            guard record["current_billing_period_start"]?.stringValue != nil else { return }
            record["current_billing_period_start"] = .string(month.start.pacific)
            record.replace("current_billing_period_end", .string(month.adding(1).start.pacific))
        }
    }

    /// The report's window: this month and the eleven before it.
    var usageMonths: [Month] { (0..<12).map { now.pacificMonth.adding($0 - 11) } }

    func usageCounts() -> [UsageCount] {
        customers.entries.flatMap { customer in
            usageMonths.compactMap { month in
                workspaces[customer.id]?.usage[month].map { UsageCount(managedUserID: customer.id, month: month, taskCount: $0) }
            }
        }
    }
}

extension JSON {
    /// Adds to a counter. A planted value that is not a number stays as it is.
    mutating func increase(_ name: String, by count: Int64) {
        guard let value = self[name]?.integerValue else { return }
        self[name] = .integer(value.addingReportingOverflow(count).partialValue)
    }

    /// Whether a recipe's config names one of these connections.
    fileprivate func uses(_ connections: [Int64]) -> Bool {
        (self["config"]?.elements ?? []).contains { entry in
            entry["account_id"]?.integerValue.map(connections.contains) ?? false
        }
    }
}
