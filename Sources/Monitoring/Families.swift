extension Family {
    static let requests = Family(
        "requests_total", .counter, by: "group", "status",
        help: "Requests sent, every try one, by group of endpoints and status; status none: no answer came.")
    static let budgetUsed = Family(
        "budget_used_ratio", .gauge, by: "group",
        help: "Share of the requests allowed to the last run in its time that it made.")
    static let records = Family("records_total", .counter, by: "resource", help: "Records listed.")
    static let changes = Family("changes_total", .counter, by: "resource", help: "Rows inserted, updated or deleted.")
    static let age = Family(
        "resource_age_seconds", .gauge, by: "resource", help: "Time since the resource was last listed to its end and published.")
    static let runs = Family("runs_total", .counter, by: "state", help: "Runs that have ended, by state.")
    static let lastState = Family("last_run_state", .gauge, by: "state", help: "1 for the state in which the last run ended, else 0.")
    static let lastDuration = Family("last_run_duration_seconds", .gauge, help: "How long the last run took.")
    static let lastEnd = Family("last_run_end_timestamp_seconds", .gauge, help: "When the last run ended, in seconds since 1970.")

    /// In the order in which they are written.
    static let all = [requests, budgetUsed, records, changes, age, runs, lastState, lastDuration, lastEnd]
}
