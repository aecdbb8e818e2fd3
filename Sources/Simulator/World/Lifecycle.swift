/// The packages of one customer, coming in and going out, and the manifests they are made from.
struct Lifecycle: Sendable {
    var packages = Records()
    var manifests = Records()
    /// What a package will answer the next times it is asked for; empty once it is done.
    private var pending: [Int64: [JSON]] = [:]

    /// Stores a package with these answers, which it gives one after the other.
    mutating func add(_ id: Int64, saying states: [JSON]) {
        guard let first = states.first else { return }
        packages.insert(first, id: id)
        pending[id] = Array(states.dropFirst())
    }

    /// What a package answers this time. The order of the answers does not depend on the clock.
    mutating func ask(_ id: Int64) -> JSON? {
        if let next = pending[id]?.first {
            pending[id]?.removeFirst()
            packages.update(id) { $0 = next }
        }
        return packages[id]
    }
}

extension WorldState {
    /// What the package in a call's path answers now.
    mutating func askForPackage(_ call: Call, _ operation: String) throws(APIFailure) -> JSON {
        let customer = try call.customer(self)
        let id = try call.id("package_id")
        guard let known = self[.packages(of: customer)][id], known["operation_type"]?.stringValue == operation,
            let package = workspaces[customer]?.lifecycle.ask(id)
        else { throw .notFound }
        return package
    }
}
