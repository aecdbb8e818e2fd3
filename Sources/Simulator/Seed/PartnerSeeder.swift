/// Fills the partner's own workspace, which only the Developer API shows.
///
/// No field is null that the API's description calls required: clients that are generated from it refuse such a record.
struct PartnerSeeder {
    let now: Moment
    /// When the workspace was created.
    let since: Moment
    var identities: Identities
    var random: SplitMix64
    private var result = Workspace(folders: [WorldState.partnerHome])

    init(now: Moment, since: Moment, identities: Identities, random: SplitMix64) {
        (self.now, self.since, self.identities, self.random) = (now, since, identities, random)
    }

    /// - Parameter recipes: the recipes that the endpoints of its API platform call.
    mutating func workspace(_ recipes: [(id: Int64, created: Moment)]) -> Workspace {
        for name in Vocabulary.projects.prefix(2) { addProject(name) }
        addFolder("Shared", in: WorldState.partnerHome, project: nil)
        for connector in random.some(4, of: Connector.all) { addConnection(to: connector) }
        for (position, recipe) in recipes.enumerated() { addRecipe(recipe.id, recipe.created, isInHome: position == 0) }
        for name in random.some(2, of: Vocabulary.roles) { addRole(name) }
        for name in ["crm.base_url", "retry_limit", "note"] { result.properties[name] = "\(name) \(random.below(1000))" }
        return result
    }

    private mutating func addProject(_ name: String) {
        let id = identities.next(.project, at: someTime(after: since))
        let folder = addFolder(name, in: WorldState.partnerHome, project: id, isProject: true)
        result.projects.insert(
            ["id": .integer(id), "description": .string("All of \(name)"), "folder_id": .integer(folder), "name": .string(name)], id: id)
        result.projectProperties[id, default: PropertySet()]["batch_size"] = String(random.between(10, 500))
        addFolder("Archive", in: folder, project: id)
    }

    @discardableResult
    private mutating func addFolder(_ name: String, in parent: Int64, project: Int64?, isProject: Bool = false) -> Int64 {
        let created = someTime(after: since)
        let id = identities.next(.folder, at: created)
        let shape = FolderShape(
            id: id, name: name, parent: parent, created: created, updated: someTime(after: created), isProject: isProject, project: project)
        result.folderTree.insert(shape.record, id: id)
        return id
    }

    private mutating func addConnection(to connector: Connector) {
        let created = someTime(after: since)
        let id = identities.next(.connection, at: created)
        let lost = random.chance(25) ? someTime(after: created) : nil
        var record = ConnectionShape(
            id: id, name: "Our \(connector.title)", provider: connector.provider, authorized: created,
            status: lost == nil ? "success" : "failed", error: lost == nil ? nil : random.pick(Vocabulary.connectionErrors),
            created: created, updated: lost ?? created, folder: someFolder(), lost: lost
        ).record
        // The Developer API calls the provider so.
        record["application"] = .string(connector.provider)
        result.connections.insert(record, id: id)
    }

    private mutating func addRole(_ name: String) {
        let created = someTime(after: since)
        let id = identities.next(.role, at: created)
        let privileges = random.some(2, of: Privileges.groups).map { JSON.Member($0.0, .texts($0.1)) }
        let role = RoleShape(
            id: id, name: name, inheritable: random.chance(50), folders: [someFolder()], created: created,
            updated: someTime(after: created), privileges: .object(privileges))
        result.roles.insert(role.record, id: id)
    }

    private mutating func someFolder() -> Int64 { random.pick(result.folderTree.entries.map(\.id)) }

    private mutating func someTime(after first: Moment) -> Moment {
        Moment(milliseconds: first.milliseconds + Int64(random.below(Int(max(1, now.milliseconds - first.milliseconds)))))
    }
}

extension PartnerSeeder {
    private mutating func addRecipe(_ id: Int64, _ created: Moment, isInHome: Bool) {
        let connected = Connector.all.filter { result.connections.count("provider", .string($0.provider)) > 0 }
        let (trigger, action) = (random.pick(connected), random.pick(connected))
        let code = RecipeCode(trigger: trigger, actions: [action, .logger], &random)
        let folder = isInHome ? WorldState.partnerHome : someFolder()
        let person = random.pick(Vocabulary.people)
        let recipe = RecipeShape(
            id: id, customer: WorldState.partnerUser, name: "\(random.pick(Vocabulary.verbs)) \(trigger.title) for \(action.title)",
            created: created, updated: someTime(after: created), description: "Of our own, with \(trigger.title) and \(action.title)",
            code: code.json, config: config(code.json), folder: folder, running: random.chance(60), version: random.between(1, 9),
            author: "\(person.0) \(person.1)", project: result.project(of: folder).integerValue)
        result.recipes.insert(recipe.record, id: id)
    }

    /// One entry for each connector. The logger has no connection.
    private func config(_ code: JSON) -> JSON {
        .array(
            Applications(code).all.map { provider in
                let connection = result.connections.entries.first { $0.record["provider"] == .string(provider) }
                return [
                    "keyword": "application", "name": .string(provider), "provider": .string(provider), "skip_validation": false,
                    "account_id": .integer(connection?.id),
                ]
            })
    }
}
