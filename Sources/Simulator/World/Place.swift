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
    /// `of: 0` is the partner's own workspace, here and in the three below.
    case apiCollections(of: Int64)
    case apiEndpoints(of: Int64)
    case apiClients(of: Int64)
    case apiAccessProfiles(of: Int64)
    /// A record has all releases; an answer shows the ten newest.
    case customConnectors
    case customerManagers
    /// Imports and exports of recipes.
    case packages(of: Int64)
    case exportManifests(of: Int64)
}

extension WorldState {
    /// The records of a place. A place that does not exist has none, and writing to it does nothing.
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
            case .apiCollections(let owner): workspaces[owner]?.apiPlatform.collections ?? Records()
            case .apiEndpoints(let owner): workspaces[owner]?.apiPlatform.endpoints ?? Records()
            case .apiClients(let owner): workspaces[owner]?.apiPlatform.clients ?? Records()
            case .apiAccessProfiles(let owner): workspaces[owner]?.apiPlatform.accessProfiles ?? Records()
            case .customConnectors: catalog.customConnectors
            case .customerManagers: catalog.customerManagers
            case .packages(let customer): workspaces[customer]?.lifecycle.packages ?? Records()
            case .exportManifests(let customer): workspaces[customer]?.lifecycle.manifests ?? Records()
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
            case .apiCollections(let owner): workspaces[owner]?.apiPlatform.collections = newValue
            case .apiEndpoints(let owner): workspaces[owner]?.apiPlatform.endpoints = newValue
            case .apiClients(let owner): workspaces[owner]?.apiPlatform.clients = newValue
            case .apiAccessProfiles(let owner): workspaces[owner]?.apiPlatform.accessProfiles = newValue
            case .customConnectors: catalog.customConnectors = newValue
            case .customerManagers: catalog.customerManagers = newValue
            case .packages(let customer): workspaces[customer]?.lifecycle.packages = newValue
            case .exportManifests(let customer): workspaces[customer]?.lifecycle.manifests = newValue
            }
        }
    }

    /// Removes a record, and everything that it owns.
    @discardableResult
    mutating func delete(_ id: Int64, from place: Place) -> Bool {
        guard self[place].remove(id) else { return false }
        switch place {
        case .customers: if id != Self.partner { workspaces[id] = nil }
        case .lookupTables(let customer): workspaces[customer]?.rows[id] = nil
        case .apiCollections(let owner): workspaces[owner]?.apiPlatform.endpoints.removeAll { $0["api_collection_id"] == .integer(id) }
        case .apiClients(let owner): workspaces[owner]?.apiPlatform.accessProfiles.removeAll { $0["api_client_id"] == .integer(id) }
        case .apiEndpoints, .apiAccessProfiles, .customConnectors, .customerManagers, .packages, .exportManifests: break
        case .recipes(let customer): workspaces[customer]?.forgetRecipe(id)
        case .projects(let customer): workspaces[customer]?.projectProperties[id] = nil
        case .members, .folders, .roles: break
        case .connections, .rows: break
        }
        return true
    }

    /// Stores a record under its `id`, and makes room for what it may own.
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
        case .apiCollections: identities.reserve(.apiCollection, id)
        case .apiEndpoints: identities.reserve(.apiEndpoint, id)
        case .apiClients: identities.reserve(.apiClient, id)
        case .apiAccessProfiles: identities.reserve(.apiAccessProfile, id)
        case .packages: identities.reserve(.package, id)
        case .exportManifests: identities.reserve(.exportManifest, id)
        case .customConnectors, .customerManagers: break
        }
    }
}
