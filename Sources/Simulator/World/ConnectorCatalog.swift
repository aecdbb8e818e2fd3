/// What the partner has for all customers: the connectors, its own ones among them, and the people who look after customers.
struct ConnectorCatalog: Sendable {
    /// By `name`, in the order of arrival.
    private(set) var connectors: [JSON] = []
    var customConnectors = Records()
    var customerManagers = Records()

    /// - Returns: whether the record has a name to be filed under.
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

// Connectors have no ids, so that they are no `Place`.
extension World {
    /// All connectors, with the fields of all eras; `Dialect.shown` tells what an answer shows.
    public var connectors: [JSON] { withState { $0.catalog.connectors } }

    /// Files a connector under its `name`, in place of the one that has it.
    /// - Returns: whether the record has a name.
    @discardableResult
    public func setConnector(_ record: JSON) -> Bool { withState { $0.catalog.set(record) } }

    /// Takes a connector away.
    /// - Returns: whether there was such a connector.
    @discardableResult
    public func removeConnector(named name: String) -> Bool { withState { $0.catalog.remove(named: name) } }
}
