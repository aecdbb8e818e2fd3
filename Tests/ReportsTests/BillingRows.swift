/// January 2024 and February 2024 closed: customer 8 is corrected once, customer 9 shows up for January later, customer 7 waits.
enum BillingRows {
    static let all = [closed]

    /// One text, because a month's rows come before the month, and no test may turn that round.
    private static let closed = (january + february).joined(separator: ";\n")

    private static let january = [
        line("2024-01", 7, "Acme old", 90), line("2024-01", 8, "Böhm, GmbH", 0, isReported: false), month("2024-01", lines: 2, tasks: 90),
    ]

    private static let february = [
        line("2024-02", 7, "Acme", 150), line("2024-02", 8, "Böhm, GmbH", 25),
        FixtureRows.insert(
            "billing_adjustments",
            "month, of_month, managed_user_id, name, metric, billed, corrected, difference, seen_run, seen_at",
            "'2024-02', '2024-01', 9, 'Gone Inc', 'tasks', 0, 700, 700, 2, '2024-03-13T01:00:30.500Z'"),
        month("2024-02", lines: 2, tasks: 175, adjustments: 1, adjusted: 700),
    ]

    private static func line(_ month: String, _ customer: Int, _ name: String, _ tasks: Int, isReported: Bool = true) -> String {
        FixtureRows.insert(
            "billing_lines", "month, managed_user_id, name, metric, quantity, is_reported",
            "'\(month)', \(customer), '\(name)', 'tasks', \(tasks), \(isReported)")
    }

    private static func month(_ month: String, lines: Int, tasks: Int, adjustments: Int = 0, adjusted: Int = 0) -> String {
        FixtureRows.insert(
            "billing_months",
            "month, closed_at, run, time_zone, grace_seconds, tool_version, lines, task_count, adjustments, adjusted_task_count, content_sha256",
            """
            '\(month)', '2024-03-14T0\(month.suffix(1)):00:00.000Z', 3, 'UTC', 0, '1', \(lines), \(tasks), \(adjustments), \(adjusted), \
            '\(String(repeating: "0", count: 64))'
            """)
    }
}
