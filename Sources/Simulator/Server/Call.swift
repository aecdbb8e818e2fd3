import Hummingbird

/// One request at a route: path parameters, query and body, read the way the API reads them.
struct Call: Sendable {
    let query: Query
    let dialect: Dialect
    private let parameters: Parameters
    let bytes: [UInt8]

    init(query: Query, dialect: Dialect, parameters: Parameters, bytes: [UInt8]) {
        self.query = query
        self.dialect = dialect
        self.parameters = parameters
        self.bytes = bytes
    }

    /// A path parameter. The router splits the raw path, so `%2F` is decoded only here.
    func parameter(_ name: String) -> String { parameters.get(name)?.percentDecoded() ?? "" }

    /// A numeric id in the path. Anything else is not found.
    func id(_ name: String) throws(APIFailure) -> Int64 {
        guard let id = Int64(parameter(name)) else { throw .notFound }
        return id
    }

    /// The customer of the path: an id, or `E` and an external id.
    func customer(_ state: WorldState) throws(APIFailure) -> Int64 {
        let text = parameter("managed_user_id")
        if text.hasPrefix("E"), let id = state.customer(externalID: String(text.dropFirst())) { return id }
        guard let id = Int64(text), state.customers[id] != nil else { throw .notFound }
        return id
    }

    /// The customer of the path; the partner if it names none.
    var workspaceOwner: WorkspaceOwner { parameters.get("managed_user_id") == nil ? .partner : .customer }

    /// The workspace of the path: a customer's, or 0, the partner's own.
    func owner(_ state: WorldState) throws(APIFailure) -> Int64 {
        workspaceOwner == .partner ? WorldState.partner : try customer(state)
    }

    /// The body as a JSON object; an empty body is an empty object.
    func body() throws(APIFailure) -> JSON {
        if bytes.isEmpty { return [:] }
        guard let json = JSON(parsing: bytes), json.members != nil else { throw .badRequest }
        return json
    }

    /// An object inside the body.
    func body(_ name: String) throws(APIFailure) -> JSON {
        guard let inner = try body()[name] else { throw .invalid(name, "can't be blank") }
        guard inner.members != nil else { throw .invalid(name, "is invalid") }
        return inner
    }
}

extension JSON {
    /// A text that is required.
    func required(_ name: String) throws(APIFailure) -> String {
        guard let text = try optional(name), !text.isEmpty else { throw .invalid(name, "can't be blank") }
        return text
    }

    /// A text that may be missing or null.
    func optional(_ name: String) throws(APIFailure) -> String? {
        guard let value = self[name], value != .null else { return nil }
        guard let text = value.stringValue else { throw .invalid(name, "is invalid") }
        return text
    }

    /// Copies the members with these names from another object.
    mutating func merge(_ changes: JSON, names: [String]) {
        for name in names where changes[name] != nil { self[name] = changes[name] }
    }
}
