import Testing

/// The mirror knows who a customer was, even after it is deleted.
@Suite("The view customers_known") struct CustomersKnownTests {
    private static func run(_ number: Int, _ state: String = "complete") -> String {
        let at = "2024-03-1\(number)T01:00:00.000Z"
        return """
            INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url)
            VALUES (\(number), '\(at)', '\(at)', '\(state)', 0, 0, 0, 0, 0, 0, '1', 'u');
            """
    }

    /// Customer 7 is renamed in run 2. Customer 8 is renamed in run 2 and gone in run 4. Customer 9 is gone in run 2 and back in run 4. Run
    /// 3 failed.
    private static let past = """
        \(run(1)) \(run(2, "partial")) \(run(3, "failed")) \(run(4)) \(run(5))
        INSERT INTO managed_users (id, name, external_id, plan_id, created_at, _valid_from)
        VALUES (7, 'Acme', 'a', 'pro', '2023-01-01T00:00:00.000Z', 2), (9, 'Back', NULL, 'new', NULL, 4);
        INSERT INTO managed_users_history (id, name, external_id, plan_id, _valid_from, _valid_to, _closed_by)
        VALUES (7, 'Acme Ltd', 'a', 'pro', 1, 2, 'update'), (8, 'Bohm', 'b', 'basic', 1, 2, 'update'),
            (8, 'Böhm', 'b2', 'basic', 2, 4, 'delete'), (9, 'Gone', 'c', 'old', 1, 2, 'delete');
        """

    private static let question = """
        SELECT managed_user_id, name, external_id, plan_id, is_gone, first_seen_run AS first, last_seen_run AS last, gone_run, gone_at
        FROM customers_known ORDER BY 1
        """

    private static func row(_ values: String?...) -> [String: String?] {
        let names = ["managed_user_id", "name", "external_id", "plan_id", "is_gone", "first", "last", "gone_run", "gone_at"]
        return Dictionary(uniqueKeysWithValues: zip(names, values))
    }

    @Test("has every customer once: those that are there as they are, those that went as they were last, and since when") func now() throws
    {
        let harness = try Harness()
        try harness.write(Self.past)
        #expect(
            try harness.rows(Self.question) == [
                Self.row("7", "Acme", "a", "pro", "0", "1", "5", nil, nil),
                Self.row("8", "Böhm", "b2", "basic", "1", "1", "2", "4", "2024-03-14T01:00:00.000Z"),
                Self.row("9", "Back", nil, "new", "0", "1", "5", nil, nil),
            ])
    }

    @Test("says as of a past run what was known then") func asOf() throws {
        let harness = try Harness()
        try harness.write(Self.past)
        #expect(
            try harness.rows(asOf: 2, Self.question) == [
                Self.row("7", "Acme", "a", "pro", "0", "1", "2", nil, nil),
                Self.row("8", "Böhm", "b2", "basic", "0", "1", "2", nil, nil),
                Self.row("9", "Gone", "c", "old", "1", "1", "1", "2", "2024-03-12T01:00:00.000Z"),
            ])
        #expect(try harness.rows(asOf: 1, Self.question).map { $0["name"] } == ["Acme Ltd", "Bohm", "Gone"])
    }
}
