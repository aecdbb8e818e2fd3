/// Everything one customer owns.
struct Workspace: Sendable {
    var recipes = Records()
    var connections = Records()
    var lookupTables = Records()
    /// Rows by lookup table; a table without rows has an empty collection.
    var rows: [Int64: Records] = [:]
    /// Tasks by calendar month, older ones included.
    var usage: [Month: Int64] = [:]
    /// Tasks a day of each recipe while it runs.
    var paces: [Int64: Int] = [:]
    var apiPlatform = APIPlatform()
    var lifecycle = Lifecycle()
    /// Home first. The seed puts recipes and connections into these folders.
    var folders: [Int64] = []
    /// All folders except Home, which the API never lists.
    var folderTree = Records()
    var projects = Records()
    var roles = Records()
    var members = Records()
    var properties = PropertySet()
    /// Properties by project.
    var projectProperties: [Int64: PropertySet] = [:]
    /// What recipes have done beyond their fields.
    var pasts: [Int64: RecipePast] = [:]
}

/// The whole state of the simulated account. `World` guards it against concurrent use.
struct WorldState: Sendable {
    let seed: UInt64
    var now: Moment
    var identities = Identities()
    var customers = Records()
    /// By customer id. It is never iterated, because a dictionary has no stable order.
    var workspaces: [Int64: Workspace] = [partner: Workspace(folders: [partnerHome])]
    var catalog = ConnectorCatalog()

    init(_ options: WorldOptions) {
        seed = options.seed
        now = options.now
        for index in 0..<max(0, options.customers) { seedCustomer(index, options) }
        if options.hasPartnerRecords { seedPartner(options) }
        refreshCounts()
    }

    /// Every write takes a minute of the world's time.
    mutating func tick() -> String {
        now = now.adding(minutes: 1)
        return now.pacific
    }

    func workspace(_ customer: Int64) throws(APIFailure) -> Workspace {
        guard let workspace = workspaces[customer] else { throw .notFound }
        return workspace
    }

    func customer(externalID: String) -> Int64? {
        customers.entries.first { $0.record["external_id"] == .string(externalID) }?.id
    }

    mutating func refreshCounts() {
        for customer in customers.entries { refreshCounts(of: customer.id) }
    }

    /// Sets a customer's counters to what it owns.
    mutating func refreshCounts(of customer: Int64) {
        guard let workspace = workspaces[customer] else { return }
        let month = now.pacificMonth
        customers.update(customer) { record in
            record.replace("task_count", .integer(workspace.usage[month, default: 0]))
            record.replace("active_recipe_count", .integer(workspace.recipes.count("running", .bool(true))))
            record.replace("active_connection_count", .integer(workspace.connections.count("authorization_status", "success")))
        }
    }
}

extension Records {
    func count(_ field: String, _ value: JSON) -> Int { entries.count { $0.record[field] == value } }
}

extension JSON {
    /// Sets a member that exists, so that a record planted without it stays as planted.
    mutating func replace(_ name: String, _ value: JSON) {
        if self[name] != nil { self[name] = value }
    }
}
