extension FixtureRows {
    /// How each listing went in the runs that tried it; in the others it was not due.
    static let scopes: [String] = [
        listing("managed_users", nil, "1 complete", "2 complete", "3 complete"),
        listing("recipes", 7, "1 complete", "3 complete"), listing("recipes", 8, "2 failed 403", "3 complete"),
        // The second fails since it was read.
        listing("connections", 7, "1 complete", "3 complete"), listing("connections", 8, "1 complete", "2 failed 500"),
        listing("folders", 7, "2 complete"), listing("folders", 8, "2 failed 404"),
        listing("members", 7, "1 complete"), listing("members", 8, "2 drift"), listing("members", 10, "1 complete"),
        // Customer 10 may have roles of its own, but this server does not say.
        listing("roles", 7, "1 complete"), listing("roles", 8, "1 complete"), listing("roles", 10, "1 missing", "2 missing"),
        // The first was missing and is there now, the second the other way round.
        listing("api_clients", 7, "1 missing", "3 complete"), listing("api_clients", 0, "1 complete", "2 missing"),
        listing("lookup_tables", 7, "1 complete", "2 refused"),
        listing("properties", 7, "1 complete"), listing("properties", 8, "1 complete"), listing("properties", 10, "1 complete"),
        // A scope goes with its customer; what the runs said of it stays.
        Array(listing("properties", 9, "1 complete").dropFirst()),
    ].flatMap { $0 }

    /// The scope first, then its attempts: run, state and error.
    private static func listing(_ resource: String, _ customer: Int?, _ attempts: String...) -> [String] {
        let scope = customer.map { "managed_user_id=\($0)" } ?? ""
        let known = insert("mirror_scopes", "resource, scope", "'\(resource)', '\(scope)'")
        return [known]
            + attempts.map { attempt in
                let parts = attempt.split(separator: " ")
                let error = parts.count > 2 ? "'\(parts[2])'" : "NULL"
                return insert(
                    "sync_scopes", "run, resource, scope, requests, pages, records, changes, state, error",
                    "\(parts[0]), '\(resource)', '\(scope)', 1, 1, 3, 0, '\(parts[1])', \(error)")
            }
    }
}
