/// Usage of some workspaces in a time: https://docs.workato.com/en/oem/oem-api/managed-users.html
///
/// The inputs are documented, the answers are not: rows in `data`, one for each workspace and interval or provider, are an assumption.
extension Routes {
    func addUsageStatistics() {
        post("v2/managed_users/statistics/usage", .usage) { call, state throws(APIFailure) in
            let question = try StatisticsQuestion(call, state)
            let periods = try question.periods()
            guard periods.count * question.customers.count <= 10_000 else { throw .refused("Too many intervals") }
            let rows = question.customers.flatMap { customer in
                let work = CustomerWork(state.workspaces[customer] ?? Workspace(), question.recipeName, now: state.now)
                return periods.map { work.row(state.workspaceNames(customer), from: $0.start, to: $0.end) }
            }
            return .object(["data": .array(rows)])
        }
        post("v2/managed_users/statistics/connection_usage", .usage) { call, state throws(APIFailure) in
            let question = try StatisticsQuestion(call, state)
            return .object(["data": .array(question.customers.flatMap { state.connectionRows($0, before: question.end) })])
        }
    }
}

extension WorldState {
    fileprivate func workspaceNames(_ customer: Int64) -> [JSON.Member] {
        [
            JSON.Member("workspace_id", .integer(customer)), JSON.Member("external_id", customers[customer]?["external_id"] ?? .null),
        ]
    }

    fileprivate func connectionRows(_ customer: Int64, before end: Moment) -> [JSON] {
        let connections = workspaces[customer]?.connections.values.filter { $0.moment("created_at").map { $0 < end } ?? true } ?? []
        return connections.map { $0["provider"] ?? .null }.uniqued().map { provider in
            let own = connections.filter { ($0["provider"] ?? .null) == provider }
            let active = own.count { $0["authorization_status"] == "success" }
            return .object(
                workspaceNames(customer) + [
                    JSON.Member("provider", provider), JSON.Member("connection_count", .integer(own.count)),
                    JSON.Member("active_connection_count", .integer(active)),
                ])
        }
    }
}

/// What one customer's recipes did by any time, so that intervals add up to the whole.
private struct CustomerWork {
    private let usage: [Month: Int64]
    private let recipes: [JSON]
    private let now: Moment
    /// The part of all tasks that the recipes asked for did.
    private let part: Int64
    private let whole: Int64

    init(_ workspace: Workspace, _ name: String?, now: Moment) {
        let asked = workspace.recipes.values.filter { recipe in name.map { recipe["name"]?.stringValue?.contains($0) ?? false } ?? true }
        usage = workspace.usage
        recipes = asked
        self.now = now
        part = name == nil ? 1 : asked.sum("lifetime_task_count")
        whole = name == nil ? 1 : workspace.recipes.values.sum("lifetime_task_count")
    }

    func row(_ names: [JSON.Member], from: Moment, to: Moment) -> JSON {
        let during = { (count: (Moment) -> Int64) in JSON.integer(count(to) &- count(from)) }
        let existing = recipes.filter { $0.moment("created_at").map { $0 < to } ?? true }
        return .object(
            names + [
                JSON.Member("from", .string(from.utc)), JSON.Member("to", .string(to.utc)),
                JSON.Member("task_count", during(tasks)), JSON.Member("recipe_count", .integer(existing.count)),
                JSON.Member("active_recipe_count", .integer(existing.count { $0["running"] == .bool(true) })),
                JSON.Member("job_succeeded_count", during { jobs("job_succeeded_count", before: $0) }),
                JSON.Member("job_failed_count", during { jobs("job_failed_count", before: $0) }),
            ])
    }

    private func tasks(before time: Moment) -> Int64 { scaled(allTasks(before: time), by: part, of: whole) }

    // A month's tasks are spread evenly over it, those of the running month up to now.
    private func allTasks(before time: Moment) -> Int64 {
        usage.reduce(0) { sum, month in
            let (start, next) = (month.key.start, month.key.adding(1).start)
            let end = start <= now && now < next ? now : next
            let elapsed = min(max(0, time.milliseconds - start.milliseconds), end.milliseconds - start.milliseconds)
            return sum &+ scaled(month.value, by: elapsed, of: end.milliseconds - start.milliseconds)
        }
    }

    private func jobs(_ counter: String, before time: Moment) -> Int64 {
        scaled(recipes.sum(counter), by: allTasks(before: time), of: usage.values.reduce(0, &+))
    }
}

extension [JSON] {
    fileprivate func sum(_ counter: String) -> Int64 { reduce(0) { $0 &+ Swift.max(0, $1[counter]?.integerValue ?? 0) } }
}

/// A part of a number, rounded down, without ever overflowing: planted numbers may be any.
private func scaled(_ value: Int64, by part: Int64, of whole: Int64) -> Int64 {
    guard value > 0, part > 0, whole > 0 else { return 0 }
    guard part < whole else { return value }
    let product = UInt64(value).multipliedFullWidth(by: UInt64(part))
    return Int64(clamping: UInt64(whole).dividingFullWidth(product).quotient)
}
