/// What one customer's recipes have done until a given time. So the numbers of intervals add up to the whole.
struct CustomerWork: Sendable {
    /// Work from the beginning up to a time.
    private struct Done {
        let tasks: Int64
        let succeeded: Int64
        let failed: Int64
    }

    private let months: [(start: Int64, end: Int64, tasks: Int64)]
    private let recipes: [(created: Moment?, isRunning: Bool)]
    private let jobs: (succeeded: Int64, failed: Int64)
    /// The tasks of the recipes that are asked for, as a share of all recipes' tasks.
    private let tasks: (part: Int64, whole: Int64)
    private let sum: Int64

    /// The work of a workspace's recipes whose names contain a text; `nil` means all recipes.
    init(_ workspace: Workspace, _ name: String?, now: Moment) {
        let all = workspace.recipes.values
        let asked = name.map { name in all.filter { $0["name"]?.stringValue?.contains(name) ?? false } } ?? all
        months = workspace.usage.map { month, tasks in
            let (start, next) = (month.start, month.adding(1).start)
            // The tasks of the running month were used until now.
            let end = start < now && now < next ? now : next
            return (start.milliseconds, end.milliseconds, tasks)
        }
        sum = workspace.usage.values.reduce(0, &+)
        recipes = asked.map { ($0.moment("created_at"), $0["running"] == .bool(true)) }
        jobs = (Self.sum(asked, "job_succeeded_count"), Self.sum(asked, "job_failed_count"))
        let counter = "lifetime_task_count"
        tasks = name == nil ? (1, 1) : (Self.sum(asked, counter), Self.sum(all, counter))
    }

    private static func sum(_ recipes: [JSON], _ counter: String) -> Int64 {
        recipes.reduce(0) { $0 &+ max(0, $1[counter]?.integerValue ?? 0) }
    }

    /// The fields of an interval's row.
    func during(_ from: Moment, _ to: Moment) -> [JSON.Member] {
        let (before, after) = (done(by: from), done(by: to))
        let existing = recipes.filter { recipe in recipe.created.map { $0 < to } ?? true }
        return [
            JSON.Member("from", .string(from.utc)), JSON.Member("to", .string(to.utc)),
            JSON.Member("task_count", .integer(after.tasks &- before.tasks)), JSON.Member("recipe_count", .integer(existing.count)),
            JSON.Member("active_recipe_count", .integer(existing.count { $0.isRunning })),
            JSON.Member("job_succeeded_count", .integer(after.succeeded &- before.succeeded)),
            JSON.Member("job_failed_count", .integer(after.failed &- before.failed)),
        ]
    }

    // A month's tasks are spread evenly over it, and jobs like the tasks.
    private func done(by time: Moment) -> Done {
        let used = months.reduce(Int64(0)) { sum, month in
            let elapsed = min(time.milliseconds, month.end) - month.start
            return sum &+ Self.scaled(month.tasks, by: elapsed, of: month.end - month.start)
        }
        return Done(
            tasks: Self.scaled(used, by: tasks.part, of: tasks.whole), succeeded: Self.scaled(jobs.succeeded, by: used, of: sum),
            failed: Self.scaled(jobs.failed, by: used, of: sum))
    }

    /// A part of a number, rounded down. It never overflows, because planted numbers may be of any size.
    private static func scaled(_ value: Int64, by part: Int64, of whole: Int64) -> Int64 {
        guard value > 0, part > 0, whole > 0 else { return 0 }
        guard part < whole else { return value }
        let product = UInt64(value).multipliedFullWidth(by: UInt64(part))
        return Int64(clamping: UInt64(whole).dividingFullWidth(product).quotient)
    }
}
