/// How account properties are listed: https://docs.workato.com/oem/oem-api/properties.html
enum PropertyForm: Sendable, Equatable {
    /// `[{"name","value"}]`
    case array
    /// `{"result":{name:value}}`
    case result
    /// `{name:value}`
    case flat
}

extension Dialect {
    /// The listing of properties, in the given order. A name that occurs twice stays twice.
    public func properties(_ properties: [(name: String, value: String)], in owner: WorkspaceOwner = .customer) -> JSON {
        let members = JSON.object(properties.map { JSON.Member($0.name, .string($0.value)) })
        return switch propertyForm(in: owner) {
        case .array: .array(properties.map { ["name": .string($0.name), "value": .string($0.value)] })
        case .result: ["result": members]
        case .flat: members
        }
    }

    /// The answer to a request that sets so many properties.
    public func savedProperties(_ count: Int) -> JSON {
        propertyForm(in: .customer) == .array ? ["saved_property_count": .integer(count)] : ["success": true]
    }

    private func propertyForm(in owner: WorkspaceOwner) -> PropertyForm { Self.propertyForms[owner]?[self] ?? .result }
}
