import Values

/// A value that identifies a record. Ids are 64-bit integers; names are texts, compared by their bytes.
public enum KeyValue: Sendable, Hashable, CustomStringConvertible {
    case integer(Int64)
    case text(String)

    /// The mirror's customer id for the partner's own workspace.
    public static let ownWorkspace = KeyValue.integer(0)

    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }

    public static func == (one: KeyValue, other: KeyValue) -> Bool {
        switch (one, other) {
        case (.integer(let one), .integer(let other)): one == other
        case (.text(let one), .text(let other)): one.hasSameBytes(as: other)
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .integer(let number): hasher.combine(number)
        case .text(let text): hasher.combine(UTF8Text(text))
        }
    }
}

/// One listing: a resource, and the parent record that it is listed under. Sync lists scope by scope, and the mirror logs each.
public struct Scope: Sendable, Hashable, CustomStringConvertible {
    public let resource: String
    /// The values of the resource's scope columns, in their order; empty if there is no parent.
    public let values: [KeyValue]
    /// Its name in `sync_scopes`, such as `managed_user_id=7 lookup_table_id=3`; empty if there is no parent.
    public let name: String

    public init(_ resource: Resource, in catalog: Catalog, values: [KeyValue] = []) {
        self.resource = resource.name
        self.values = values
        name = zip(catalog.scopeColumns(of: resource), values).map { "\($0)=\($1)" }.joined(separator: " ")
    }

    public var description: String { name.isEmpty ? resource : "\(resource) of \(name)" }
}

extension Resource {
    /// The path of one listing: the template, filled with the scope's values, percent-encoded.
    public func path(for scope: Scope, in catalog: Catalog) -> String {
        if let ownPath = listing.ownPath, scope.values.first == .ownWorkspace { return ownPath }
        return filled(listing.path, for: scope, in: catalog)
    }

    func filled(_ template: String, for scope: Scope, in catalog: Catalog) -> String {
        zip(catalog.scopeColumns(of: self), scope.values).reduce(template) { path, part in
            path.replacing("{\(part.0)}", with: PercentEncoding.component(part.1.description))
        }
    }
}
