/// What the partner has for all customers: the connectors, including its own, and the people who look after customers.
struct ConnectorCatalog: Sendable {
    /// By `name`, in the order of arrival.
    private(set) var connectors: [JSON] = []
    var customConnectors = Records()
    var customerManagers = Records()

    /// - Returns: whether the record has a name.
    mutating func set(_ connector: JSON) -> Bool {
        guard let name = connector["name"]?.stringValue else { return false }
        if let index = index(name) { connectors[index] = connector } else { connectors.append(connector) }
        return true
    }

    /// - Returns: whether there was such a connector.
    mutating func remove(named name: String) -> Bool {
        guard let index = index(name) else { return false }
        connectors.remove(at: index)
        return true
    }

    private func index(_ name: String) -> Int? { connectors.firstIndex { $0["name"]?.stringValue == name } }
}

// Connectors have no ids, so they are not a `Place`.
extension World {
    /// All connectors, with the fields of all dialects; `Dialect.shown` says what an answer shows.
    public var connectors: [JSON] { withState { $0.catalog.connectors } }

    /// Stores a connector under its `name`, in place of a connector of that name.
    /// - Returns: whether the record has a name.
    @discardableResult
    public func setConnector(_ record: JSON) -> Bool { withState { $0.catalog.set(record) } }

    /// Removes a connector.
    /// - Returns: whether there was such a connector.
    @discardableResult
    public func removeConnector(named name: String) -> Bool { withState { $0.catalog.remove(named: name) } }
}
