extension WorldState {
    /// Runs jobs of a month again, or cancels them.
    ///
    /// - Returns: what the usage report says of the month from now on; nil for an unknown customer.
    mutating func retry(_ tasks: Int64, of customer: Int64, in month: Month) -> Int64? {
        guard customers[customer] != nil, var workspace = workspaces.removeValue(forKey: customer) else { return nil }
        let time = tick()
        let figure = max(0, workspace.usage[month, default: 0].addingReportingOverflow(tasks).partialValue)
        workspace.usage[month] = figure
        // What a cancelled job has done stays in the recipe's counters: they never go back.
        if tasks > 0, let recipe = workspace.recipes.entries.first(where: { $0.record["running"] == true })?.id {
            workspace.recipes.update(recipe) { record in
                record["last_run_at"] = .string(time)
                record.increase("job_succeeded_count", by: 1 + (tasks - 1) / 3)
                record.increase("lifetime_task_count", by: tasks)
            }
        }
        workspaces[customer] = workspace
        refreshCounts(of: customer)
        return figure
    }
}
