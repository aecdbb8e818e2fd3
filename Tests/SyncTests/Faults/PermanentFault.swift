import Catalog
import GRDB
import Simulator
import Testing

/// One scope that always fails, and what must come of it.
struct PermanentFault {
    enum Outcome { case kept, gone, asTheWorld }

    let resource: Resource
    let scope: Scope
    let kind: String

    /// A scope with rows for every resource but the customers. Resources below another one are taken from another customer.
    static func choose(shift: Int, _ harness: Harness) throws -> [PermanentFault] {
        var faults: [PermanentFault] = []
        for (index, resource) in Catalog.standard.resources.enumerated() where resource.name != "managed_users" {
            let above = faults.filter { [resource.parent?.resource, resource.owner?.resource].contains($0.resource.name) }
                .map(\.scope.values.first)
            let names = try harness.rows(
                "SELECT scope FROM sync_scopes WHERE run = 1 AND resource = '\(resource.name)' AND records > 0 ORDER BY records DESC, scope"
            )
            let scopes = names.compactMap { $0["scope"] ?? nil }.map { Scope(resource, named: $0) }
            let scope = try #require(scopes.first { $0.values.isEmpty || !above.contains($0.values.first) }, "\(resource.name)")
            faults.append(
                PermanentFault(resource: resource, scope: scope, kind: FaultKinds.permanent[(index + shift) % FaultKinds.permanent.count]))
        }
        return faults
    }

    var lines: [String] { resource.faultPaths(of: scope).map { "* \($0) always \(kind)" } }

    var outcome: Outcome {
        switch kind {
        // Usage is found in any envelope.
        case "unknown": resource.answer == .monthlyUsage ? .asTheWorld : .kept
        // The sync believes an empty answer if it comes twice, or if at most five rows vanish with it.
        case "empty": resource.retention == .live ? .gone : .kept
        default: .kept
        }
    }

    /// What `sync_scopes` must say.
    var state: String {
        switch kind {
        case "empty": "complete"
        case "unknown": resource.answer == .monthlyUsage ? "complete" : "drift"
        case "404": resource.whenNotFound == .passes ? "complete" : "failed"
        default: "failed"
        }
    }

    /// What its error must contain.
    var words: String { kind == "unknown" ? "no list of records" : kind }

    /// The tables that the scope fills. The versions of a recipe's code stay, even if the recipe is deleted.
    var tables: [String] { Catalog.standard.tables(of: resource).filter { $0.kind != .versions }.map(\.name) }

    /// The rows of a table that belong to the scope.
    func rows(of table: String, in tables: [String: Set<Truth.Cells>]) -> Set<Truth.Cells> {
        (tables[table] ?? []).filter(holds)
    }

    func holds(_ row: Truth.Cells) -> Bool {
        zip(Catalog.standard.scopeColumns(of: resource), scope.values).allSatisfy { row[$0] == .some($1.description) }
    }

    /// Changes something in the scope that the mirror would notice if it could read it, and deletes something that nothing else depends on.
    func change(_ world: World) {
        if resource.name == "properties", case .integer(let customer)? = scope.values.first {
            world.setProperty("furnished", to: "otherwise", of: customer)
        }
        guard let place else {
            if resource.name == "recipe_version_details" { bumpVersion(world) }
            return
        }
        let ids = world.records(place).compactMap { $0["id"]?.integerValue }
        if let first = ids.first { world.set("name", to: "Renamed", of: first, in: place) }
        if let last = ids.last, ids.count > 1, mayLose { world.delete(last, from: place) }
    }

    /// A listing that is read only when the record above it changes counts as empty until that changes again.
    func changeAgain(_ world: World) {
        if state == "complete", case .changed? = resource.parent?.selection { bumpVersion(world) }
    }

    private func bumpVersion(_ world: World) {
        guard case .integer(let customer)? = scope.values.first, case .integer(let recipe)? = scope.values.last else { return }
        let version = world.record(recipe, in: .recipes(of: customer))?["version_no"]?.integerValue ?? 0
        world.set("version_no", to: .integer(version + 1), of: recipe, in: .recipes(of: customer))
    }

    private var place: Place? { Place(path: resource.path(for: scope, in: .standard)) }

    private var mayLose: Bool { ["members", "roles", "api_access_profiles", "api_endpoints", "lookup_table_rows"].contains(resource.name) }
}

extension Place {
    /// The place in the world that a listing's path shows.
    init?(path: String) {
        let parts = path.split(separator: "/").map(String.init)
        guard let listing = parts.last else { return nil }
        let owner = parts.count > 3 ? Int64(parts[2]) ?? 0 : 0
        switch listing {
        case "managed_users": self = .customers
        case "members": self = .members(of: owner)
        case "roles": self = .roles(of: owner)
        case "projects": self = .projects(of: owner)
        case "folders": self = .folders(of: owner)
        case "connections": self = .connections(of: owner)
        case "recipes": self = .recipes(of: owner)
        case "lookup_tables": self = .lookupTables(of: owner)
        case "rows": self = .rows(of: owner, table: parts.count > 4 ? Int64(parts[4]) ?? 0 : 0)
        case "api_collections": self = .apiCollections(of: owner)
        case "api_endpoints": self = .apiEndpoints(of: owner)
        case "api_clients": self = .apiClients(of: owner)
        case "api_access_profiles": self = .apiAccessProfiles(of: owner)
        case "custom_connectors": self = .customConnectors
        default: return nil
        }
    }
}

extension Harness {
    /// The tables that differ from the world, without the scopes that fail and without what vanished with their records.
    func differences(from world: World, sparing faults: [PermanentFault]) throws -> [String] {
        let truth = Truth(world: world, dialect: .year2024, columns: try columns()).tables()
        return try liveTables().compactMap { name, rows in
            guard !["recipe_version_details", "picklist_values"].contains(name) else { return nil }
            let spares: (Truth.Cells) -> Bool = { row in faults.contains { $0.spares(row, of: name) } }
            let (found, wanted) = (rows.filter { !spares($0) }, (truth[name] ?? []).filter { !spares($0) })
            let forever = ["task_usage", "recipe_versions"].contains(name)
            let (surplus, missing) = (forever ? [] : found.subtracting(wanted), wanted.subtracting(found))
            guard !surplus.isEmpty || !missing.isEmpty else { return nil }
            return "\(name): \(surplus.count) too many; \(missing.count) missing, such as \(surplus.first ?? missing.first ?? [:])"
        }.sorted()
    }
}

extension PermanentFault {
    /// What depends on the records of an empty listing vanishes too.
    fileprivate func spares(_ row: Truth.Cells, of table: String) -> Bool {
        guard outcome != .asTheWorld else { return false }
        let catalog = Catalog.standard
        let below = catalog.resources.filter { $0.parent?.resource == resource.name || $0.owner?.resource == resource.name }
        let tables = outcome == .gone ? self.tables + below.flatMap { catalog.tables(of: $0).map(\.name) } : self.tables
        return tables.contains(table) && holds(row)
    }
}
