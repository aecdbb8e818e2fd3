/// Creating and deleting lookup tables: https://docs.workato.com/oem/oem-api/lookup-tables.html
extension Routes {
    private static let tables = "managed_users/:managed_user_id/lookup_tables"

    func addLookupTableWrites() {
        post(Self.tables, .lookupOther) { call, state throws(APIFailure) in
            .object(try state.createLookupTable(of: call.customer(state), call.body("lookup_table")))
        }
        post(Self.tables + "/batch_delete", .lookupOther) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            guard let ids = try call.body().optionalIDs("ids"), !ids.isEmpty else { throw .invalid("ids", "can't be blank") }
            let tables = try state.workspace(customer).lookupTables
            guard ids.allSatisfy({ tables[$0] != nil }) else { throw .notFound }
            for id in ids { state.delete(id, from: .lookupTables(of: customer)) }
            _ = state.tick()
            return .success
        }
    }
}

extension WorldState {
    private static let columns = 10

    fileprivate mutating func createLookupTable(of customer: Int64, _ body: JSON) throws(APIFailure) -> JSON {
        let name = try body.required("name")
        let schema = try Self.schema(body)
        let project = try body.optionalID("project_id")
        if let project, try workspace(customer).projects[project] == nil { throw .invalid("project_id", "is invalid") }
        let created = JSON.string(tick())
        let id = identities.next(.lookupTable, at: now)
        let table: JSON = [
            "id": .integer(id), "name": .string(name), "schema": .string(schema.text), "created_at": created, "updated_at": created,
            "project_id": .text(project.map { String($0) }),
        ]
        add(table, id: id, to: .lookupTables(of: customer))
        return table
    }

    /// The columns that a client sends, as JSON or as a text of JSON, with the names that recipes use.
    private static func schema(_ body: JSON) throws(APIFailure) -> JSON {
        let sent = body["schema"].flatMap { $0.stringValue.flatMap { JSON(parsing: $0) } ?? $0 }
        guard let columns = sent?.elements, !columns.isEmpty else { throw .invalid("schema", "can't be blank") }
        guard columns.count <= Self.columns else { throw .invalid("schema", "is too long (maximum is \(Self.columns) columns)") }
        var schema: [JSON] = []
        for var column in columns {
            let label = try column.required("label")
            guard !schema.contains(where: { $0["label"] == .string(label) }) else { throw .invalid("schema", "has a label twice") }
            column["name"] = .string("col\(schema.count + 1)")
            schema.append(column.with("type", orElse: "string").with("control_type", orElse: "text").with("optional", orElse: true))
        }
        return .array(schema)
    }
}
