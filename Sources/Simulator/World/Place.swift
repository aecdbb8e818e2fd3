/// Where a record lives: a resource and its parents.
public enum Place: Sendable, Hashable {
    case customers
    case members(of: Int64)
    case folders(of: Int64)
    case projects(of: Int64)
    case roles(of: Int64)
    case recipes(of: Int64)
    case connections(of: Int64)
    case lookupTables(of: Int64)
    case rows(of: Int64, table: Int64)
}

extension WorldState {
    /// The records of a place; reading a place that does not exist gives none, writing to it does nothing.
    subscript(place: Place) -> Records {
        get {
            switch place {
            case .customers: customers
            case .members(let customer): workspaces[customer]?.members ?? Records()
            case .folders(let customer): workspaces[customer]?.folderTree ?? Records()
            case .projects(let customer): workspaces[customer]?.projects ?? Records()
            case .roles(let customer): workspaces[customer]?.roles ?? Records()
            case .recipes(let customer): workspaces[customer]?.recipes ?? Records()
            case .connections(let customer): workspaces[customer]?.connections ?? Records()
            case .lookupTables(let customer): workspaces[customer]?.lookupTables ?? Records()
            case .rows(let customer, let table): workspaces[customer]?.rows[table] ?? Records()
            }
        }
        set {
            switch place {
            case .customers: customers = newValue
            case .members(let customer): workspaces[customer]?.members = newValue
            case .folders(let customer): workspaces[customer]?.folderTree = newValue
            case .projects(let customer): workspaces[customer]?.projects = newValue
            case .roles(let customer): workspaces[customer]?.roles = newValue
            case .recipes(let customer): workspaces[customer]?.recipes = newValue
            case .connections(let customer): workspaces[customer]?.connections = newValue
            case .lookupTables(let customer): workspaces[customer]?.lookupTables = newValue
            case .rows(let customer, let table):
                if workspaces[customer]?.rows[table] != nil { workspaces[customer]?.rows[table] = newValue }
            }
        }
    }

    /// Takes a record away, and with a customer or a lookup table all that it owns.
    @discardableResult
    mutating func delete(_ id: Int64, from place: Place) -> Bool {
        guard self[place].remove(id) else { return false }
        switch place {
        case .customers: workspaces[id] = nil
        case .lookupTables(let customer): workspaces[customer]?.rows[id] = nil
        case .recipes(let customer): workspaces[customer]?.forgetRecipe(id)
        case .projects(let customer): workspaces[customer]?.projectProperties[id] = nil
        case .members, .folders, .roles: break
        case .connections, .rows: break
        }
        return true
    }

    /// Files a record under its `id`, and makes room for what it may own.
    mutating func add(_ record: JSON, id: Int64, to place: Place) {
        self[place].insert(record, id: id)
        switch place {
        case .customers:
            identities.reserve(.customer, id)
            if workspaces[id] == nil { workspaces[id] = Workspace(folders: [id * 10 + 1]) }
        case .lookupTables(let customer):
            identities.reserve(.lookupTable, id)
            if workspaces[customer]?.rows[id] == nil { workspaces[customer]?.rows[id] = Records() }
        case .members: identities.reserve(.member, id)
        case .folders: identities.reserve(.folder, id)
        case .projects: identities.reserve(.project, id)
        case .roles: identities.reserve(.role, id)
        case .recipes: identities.reserve(.recipe, id)
        case .connections: identities.reserve(.connection, id)
        case .rows: identities.reserve(.row, id)
        }
    }
}
