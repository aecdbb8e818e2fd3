/// Usage of some workspaces in a time: https://docs.workato.com/en/oem/oem-api/managed-users.html
///
/// The inputs are documented, but the answers are not. It is an assumption that `data` has a row for each workspace
/// and interval or provider.
extension Routes {
    func addUsageStatistics() {
        post("v2/managed_users/statistics/usage", .usage) { call, state throws(APIFailure) in
            let question = try StatisticsQuestion(call, state)
            let periods = try question.periods()
            guard periods.count * question.customers.count <= 10_000 else { throw .refused("Too many intervals") }
            let rows = question.customers.flatMap { customer in
                let work = CustomerWork(state.workspaces[customer] ?? Workspace(), question.recipeName, now: state.now)
                return periods.map { JSON.object(state.workspaceNames(customer) + work.during($0.start, $0.end)) }
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
