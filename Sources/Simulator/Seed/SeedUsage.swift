extension WorkspaceSeeder {
    /// Shares the customer's tasks among its recipes, so that lifetime counts and usage agree to the task.
    mutating func seedUsage() {
        let weights = result.recipes.values.map { recipe in
            recipe["trigger_application"] == .null || recipe["running"] == .bool(false) && random.chance(30) ? 0 : random.between(1, 40)
        }
        let sum = weights.reduce(0, +)
        let months = profile.usage(until: options.now, &random)
        for (month, tasks) in months { result.usage[month] = sum > 0 ? tasks : 0 }
        guard sum > 0 else { return }
        let total = months.reduce(0) { $0 + $1.1 }
        let fullMonth = Int(months.last?.1 ?? 0) * 30 / options.now.pacificDay
        let busy = result.recipes.values.enumerated().reduce(0) { $0 + ($1.element["running"] == true ? weights[$1.offset] : 0) }
        var left = total
        for (index, entry) in result.recipes.entries.enumerated() where weights[index] > 0 {
            let last = !weights[(index + 1)...].contains { $0 > 0 }
            let share = last ? left : total * Int64(weights[index]) / Int64(sum)
            left -= share
            result.paces[entry.id] = fullMonth * weights[index] / max(1, busy) / 30
            count(share, of: entry.id)
        }
    }

    private mutating func count(_ tasks: Int64, of recipe: Int64) {
        guard tasks > 0 else { return }
        let jobs = max(1, tasks / Int64(random.between(1, 6)))
        let failing = random.chance(12)
        let failed = failing ? jobs * Int64(random.between(20, 60)) / 100 : jobs * Int64(random.below(3)) / 200
        let ago = Int64(random.between(1, 600))
        let now = options.now
        result.recipes.update(recipe) { record in
            let stopped = record["stopped_at"]?.stringValue.flatMap { Moment($0) }
            record["job_succeeded_count"] = .integer(jobs - failed)
            record["job_failed_count"] = .integer(failed)
            record["lifetime_task_count"] = .integer(tasks)
            record["last_run_at"] = .string((stopped ?? now.adding(minutes: -ago)).pacific)
        }
    }
}
