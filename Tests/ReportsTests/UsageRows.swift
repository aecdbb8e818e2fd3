/// Five days of counters: listings at irregular times, a pause, a reset, and recipes that come and go.
///
/// The growth is one task an hour wherever it is to be spread, so that hours can be counted instead.
enum UsageRows {
    static let all: [String] = [runs, listings, customers, recipes, sold, counters].flatMap { $0 }

    private static let runs = [
        "2024-03-01T10:00", "2024-03-01T22:00", "2024-03-05T22:00", "2024-03-06T04:00", "2024-03-06T10:00",
    ].enumerated().map { index, time in
        FixtureRows.insert(
            "sync_runs", "id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url",
            "\(index + 1), '\(time):00.000Z', '\(time):00.000Z', 'complete', 1, 1, 1, 1, 1, 1, '1', 'u'")
    }

    /// Customer 8's recipes could not be listed in runs 3 and 4, customer 9 is new in run 3.
    private static let listings = [
        "1, 7, complete", "2, 7, complete", "3, 7, complete", "4, 7, complete", "5, 7, complete", "1, 8, complete", "2, 8, complete",
        "3, 8, failed", "4, 8, failed", "5, 8, complete", "3, 9, complete",
    ].map { listing -> String in
        let parts = listing.split(separator: ", ")
        return FixtureRows.insert(
            "sync_scopes", "run, resource, scope, requests, pages, records, changes, state",
            "\(parts[0]), 'recipes', 'managed_user_id=\(parts[1])', 1, 1, 1, 1, '\(parts[2])'")
    }

    private static let customers = FixtureRows.live("managed_users", "id, name", "7, 'Acme'", "8, 'Böhm'", "9, 'Late'")

    /// 101 and 200 were made since the listing before the one that first saw them, 102 and 201 long before.
    private static let recipes: [String] = [
        FixtureRows.live(
            "recipes", "managed_user_id, id, name, created_at", "7, 100, 'Orders', '2023-01-01T00:00:00.000Z'",
            "7, 101, 'New', '2024-03-05T20:00:00.000Z'", "8, 100, 'Leads', '2023-01-01T00:00:00.000Z'",
            "9, 200, 'Late new', '2024-03-03T00:00:00.000Z'", "9, 201, 'Late old', '2020-01-01T00:00:00.000Z'"),
        FixtureRows.closed(
            "recipes", "managed_user_id, id, name, created_at", "7, 102, 'Gone', '2020-01-01T00:00:00.000Z', 3, 5, 'delete'"),
    ].flatMap { $0 }

    private static let sold = FixtureRows.live(
        "task_usage", "managed_user_id, month, task_count", "7, '2024-02', 50", "7, '2024-03', 130", "8, '2024-03', 100")

    private static let counters: [String] = [
        counted(
            "7, 100, 5, 2, 1, 5", "7, 101, 8, NULL, NULL, 3", "8, 100, 118, NULL, NULL, 5", "9, 200, 70, 7, 0, 3",
            "9, 201, 999, 9, 9, 3"),
        FixtureRows.closed(
            "recipe_activity", columns, "7, 100, 1000, 100, 10, 1, 2, 'update'", "7, 100, 1012, 106, 10, 2, 3, 'update'",
            // Unchanged in run 4: then a listing leaves no version.
            "7, 100, 1108, 154, 10, 3, 5, 'update'", "7, 102, 50, NULL, NULL, 3, 4, 'update'", "7, 102, 56, NULL, NULL, 4, 5, 'delete'",
            "8, 100, 10, NULL, NULL, 1, 5, 'update'"),
    ].flatMap { $0 }

    private static let columns = "managed_user_id, recipe_id, lifetime_task_count, job_succeeded_count, job_failed_count"

    private static func counted(_ values: String...) -> [String] {
        values.map { FixtureRows.insert("recipe_activity", columns + ", _valid_from", $0) }
    }
}
