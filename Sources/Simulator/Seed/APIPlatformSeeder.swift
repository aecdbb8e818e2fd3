/// Fills the API platform of one workspace. It has its own generator, so that the rest of the world does not depend on it.
struct APIPlatformSeeder {
    let owner: Int64
    let seed: UInt64
    let now: Moment
    /// When the workspace was created.
    let since: Moment
    /// The recipes that its endpoints can call.
    let recipes: [Int64]
    let project: Int64?
    var identities: Identities
    var random: SplitMix64
    var result = APIPlatform()

    /// Some workspaces have none at all.
    mutating func fill(collections: Int, clients: Int) {
        for _ in 0..<collections { addCollection() }
        for _ in 0..<clients { addClient() }
    }

    private mutating func addCollection() {
        let created = someTime(after: since)
        let id = identities.next(.apiCollection, at: created)
        let collection = CollectionShape(
            id: id, name: "\(random.pick(Self.subjects)) API\(random.chance(20) ? " (beta)" : "")", owner: owner,
            project: random.chance(70) ? project : nil, created: created, updated: someTime(after: created), token: random.hex(16))
        result.collections.insert(collection.record, id: id)
        guard !recipes.isEmpty else { return }
        for _ in 0..<random.between(1, 4) { addEndpoint(of: collection) }
    }

    private mutating func addEndpoint(of collection: CollectionShape) {
        let created = someTime(after: collection.created)
        let id = identities.next(.apiEndpoint, at: created)
        let subject = random.pick(Self.subjects)
        let (verb, method, suffix) = random.pick([
            ("List", "GET", ""), ("Get", "GET", "/{id}"), ("Create", "POST", ""), ("Update", "PUT", "/{id}"),
        ])
        let endpoint = EndpointShape(
            id: id, collection: collection, recipe: random.pick(recipes), name: "\(verb) \(subject.lowercased())", method: method,
            path: "/\(subject.lowercased())\(suffix)", active: random.chance(85), legacy: random.chance(15), created: created,
            updated: someTime(after: created))
        result.endpoints.insert(endpoint.record, id: id)
    }

    private mutating func addClient() {
        let created = someTime(after: since)
        let id = identities.next(.apiClient, at: created)
        let name = "\(random.pick(["Web shop", "Warehouse", "Mobile app", "BI"])) \(random.between(1, 9))"
        let token = random.chance(30) ? random.hex(16) + random.hex(16) : nil
        let client = ClientShape(
            id: id, name: name, project: project, created: created, updated: someTime(after: created), token: token)
        result.clients.insert(client.record, id: id)
        for number in 0..<random.below(3) { addProfile(number, of: client) }
    }

    private mutating func addProfile(_ number: Int, of client: ClientShape) {
        let created = someTime(after: client.created)
        let id = identities.next(.apiAccessProfile, at: created)
        let collections = result.collections.entries.map(\.id)
        var record = AccessProfileShape(
            id: id, name: "\(client.name) \(number == 0 ? "live" : "test")", client: client.id,
            collections: random.some(random.between(0, 2), of: collections), active: random.chance(85),
            authType: random.pick(["token", "token", "jwt", "oauth2"]), created: created, updated: someTime(after: created)
        ).record
        record.setSecret(seed, id, created)
        result.accessProfiles.insert(record, id: id)
    }

    private static let subjects = ["Orders", "Customers", "Invoices", "Stock", "Shipments", "Employees"]

    private mutating func someTime(after first: Moment) -> Moment {
        Moment(milliseconds: first.milliseconds + Int64(random.below(Int(max(1, now.milliseconds - first.milliseconds)))))
    }
}

extension WorkspaceSeeder {
    mutating func seedAPIPlatform() {
        var seeder = APIPlatformSeeder(
            owner: customer, seed: options.seed, now: options.now, since: profile.created, recipes: result.recipes.entries.map(\.id),
            project: result.folders.last, identities: identities, random: SplitMix64(options.seed, 4, UInt64(profile.index)))
        identities = Identities()  // see `seedCustomer`
        seeder.fill(collections: seeder.random.below(3), clients: seeder.random.below(3))
        result.apiPlatform = seeder.result
        identities = seeder.identities
    }
}
