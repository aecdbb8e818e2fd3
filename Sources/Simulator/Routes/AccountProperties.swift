/// Account properties: https://docs.workato.com/oem/oem-api/account-properties.html
extension Routes {
    private static let properties = "managed_users/:managed_user_id/properties"

    func addProperties() {
        getOfAny("properties", .propertiesList) { call, state throws(APIFailure) in
            let properties = try state.properties(call.owner(state), call.filter("project_id"))
            guard let prefix = try call.filter("prefix") else { throw .badRequest }
            return .properties(properties.named(prefix))
        }
        post(Self.properties, .propertiesOther) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            let project = try call.filter("project_id")
            var properties = try state.properties(customer, project)
            let changes = try call.body("properties")
            try properties.apply(changes)
            if let project = project.flatMap({ Int64($0) }) {
                state.workspaces[customer]?.projectProperties[project] = properties
            } else {
                state.workspaces[customer]?.properties = properties
            }
            _ = state.tick()
            return .savedProperties(changes.members?.count ?? 0)
        }
    }
}

extension WorldState {
    /// The properties of a customer or, if one is named, of a project.
    fileprivate func properties(_ customer: Int64, _ project: String?) throws(APIFailure) -> PropertySet {
        let workspace = try workspace(customer)
        guard let project else { return workspace.properties }
        guard let id = Int64(project), workspace.projects[id] != nil else { throw .notFound }
        return workspace.projectProperties[id] ?? PropertySet()
    }
}

extension PropertySet {
    /// Sets all or, if one breaks a limit, none.
    fileprivate mutating func apply(_ changes: JSON) throws(APIFailure) {
        let maximum = Self.maximum
        for change in changes.members ?? [] {
            guard let value = change.value.stringValue else { throw .invalid("properties", "has a value that is not a text") }
            guard !change.name.isEmpty else { throw .invalid("name", "can't be blank") }
            guard change.name.count <= maximum.name else {
                throw .invalid("name", "is too long (maximum is \(maximum.name) characters)")
            }
            guard value.count <= maximum.value else { throw .invalid("value", "is too long (maximum is \(maximum.value) characters)") }
            self[change.name] = value
        }
        guard all.count <= maximum.count else { throw .invalid("properties", "are too many (maximum is \(maximum.count))") }
    }
}
