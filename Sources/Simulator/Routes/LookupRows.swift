/// Rows of lookup tables. Their pages are larger than those of all other listings.
extension Routes {
    private static let rows = "managed_users/:managed_user_id/lookup_tables/:lookup_table_id/rows"

    func addLookupRows() {
        get(Self.rows, .lookupRows) { call, state throws(APIFailure) in
            let rows = state[try call.rows(state)].entries
            let paging = Paging(call, of: .lookupRows)
            let page = call.query.cells.isEmpty ? paging.page(of: rows) : paging.page(of: rows.lazy.filter(call.matches))
            return .list(page, of: .lookupRows)
        }
        get(Self.rows + "/:row_id", .lookupOther) { call, state throws(APIFailure) in
            guard let row = state[try call.rows(state)][try call.id("row_id")] else { throw .notFound }
            return .record(row, of: .lookupRows)
        }
        post(Self.rows, .lookupOther) { call, state throws(APIFailure) in
            let place = try call.rows(state)
            let data = try call.cells(in: state)
            let created = JSON.string(state.tick())
            let id = state.identities.next(.row, at: state.now)
            let row: JSON = ["id": .integer(id), "data": data, "created_at": created, "updated_at": created]
            state.add(row, id: id, to: place)
            return .record(row, of: .lookupRows)
        }
        addRowChanges()
    }

    private func addRowChanges() {
        put(Self.rows + "/:row_id", .lookupOther) { call, state throws(APIFailure) in
            let place = try call.rows(state)
            let id = try call.id("row_id")
            guard var row = state[place][id] else { throw .notFound }
            let cells = try call.cells(in: state)
            for cell in cells.members ?? [] { row["data"]?[cell.name] = cell.value }
            row["updated_at"] = .string(state.tick())
            state[place].update(id) { $0 = row }
            return .record(row, of: .lookupRows)
        }
        delete(Self.rows + "/:row_id", .lookupOther) { call, state throws(APIFailure) in
            guard state.delete(try call.id("row_id"), from: try call.rows(state)) else { throw .notFound }
            _ = state.tick()
            return .success
        }
    }
}

extension Call {
    /// The cells that a client sends. Every label must be a column of the table, and every cell a text or null.
    fileprivate func cells(in state: WorldState) throws(APIFailure) -> JSON {
        let data = try body("data")
        let table = try state.workspace(customer(state)).lookupTables[id("lookup_table_id")]
        let schema = table?["schema"]?.stringValue.flatMap { JSON(parsing: $0) }?.elements ?? []
        let labels = schema.compactMap { $0["label"]?.stringValue }
        for cell in data.members ?? [] {
            guard labels.contains(cell.name) else { throw .invalid(cell.name, "is not a column") }
            guard cell.value == .null || cell.value.stringValue != nil else { throw .invalid(cell.name, "is invalid") }
        }
        return data
    }
}
