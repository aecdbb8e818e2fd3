/// Lookup tables: https://docs.workato.com/oem/oem-api/lookup-tables.html
extension Routes {
    func addLookupTables() {
        get("managed_users/:managed_user_id/lookup_tables", .lookupOther) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.customer(state))
            return .list(Paging(call, of: .lookupTables).page(of: workspace.lookupTables.entries), of: .lookupTables)
        }
        get("managed_users/:managed_user_id/lookup_tables/:lookup_table_id/lookup", .lookupOther) { call, state throws(APIFailure) in
            let rows = state[try call.rows(state)]
            guard let found = rows.entries.first(where: call.matches) else { throw .notFound }
            return .record(found.record, of: .lookupRows)
        }
    }
}

extension Call {
    /// The rows of the lookup table in the path.
    func rows(_ state: WorldState) throws(APIFailure) -> Place {
        let customer = try customer(state)
        let table = try id("lookup_table_id")
        guard try state.workspace(customer).lookupTables[table] != nil else { throw .notFound }
        return .rows(of: customer, table: table)
    }

    /// Whether a row has the cells that `by[label]=value` asks for.
    func matches(_ entry: Records.Entry) -> Bool {
        query.cells.allSatisfy { entry.record["data"]?[$0.label]?.stringValue == $0.value }
    }
}
