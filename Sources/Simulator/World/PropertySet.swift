/// Named values of a customer or of a project, in the order they were first set.
struct PropertySet: Sendable {
    typealias Property = (name: String, value: String)

    /// What the product allows.
    static let maximum = (count: 1000, name: 100, value: 1024)

    private(set) var all: [Property] = []
    private var positions: [String: Int] = [:]

    subscript(name: String) -> String? {
        get { positions[name].map { all[$0].value } }
        set {
            switch (positions[name], newValue) {
            case (let position?, let value?): all[position].value = value
            case (let position?, nil):
                all.remove(at: position)
                positions = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
            case (nil, let value?):
                positions[name] = all.count
                all.append((name, value))
            case (nil, nil): break
            }
        }
    }

    func named(_ prefix: String) -> [Property] { prefix.isEmpty ? all : all.filter { $0.name.hasPrefix(prefix) } }
}

extension World {
    /// A customer's properties in the order they were first set; none for a customer that does not exist.
    public func properties(of customer: Int64) -> [(name: String, value: String)] {
        withState { $0.workspaces[customer]?.properties.all ?? [] }
    }

    /// Sets a customer's property without looking at the product's limits; `nil` removes it.
    public func setProperty(_ name: String, to value: String?, of customer: Int64) {
        withState { $0.workspaces[customer]?.properties[name] = value }
    }
}
