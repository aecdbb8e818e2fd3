extension WorldState {
    /// What the partner itself has; customers do not depend on it.
    mutating func seedPartner(_ options: WorldOptions) {
        var random = SplitMix64(seed, 5)
        let since = now.adding(days: -700)
        let recipes = (0..<6).map { _ in
            let created = now.adding(days: Int64(-random.below(600)))
            return (id: identities.next(.recipe, at: created), created: created)
        }
        var platform = APIPlatformSeeder(
            owner: Self.partner, seed: seed, now: now, since: since, recipes: recipes.map(\.id), project: nil, identities: identities,
            random: random)
        platform.fill(collections: 3, clients: 2)
        var seeder = PartnerSeeder(now: now, since: since, identities: platform.identities, random: SplitMix64(seed, 14))
        var workspace = seeder.workspace(recipes)
        workspace.apiPlatform = platform.result
        workspaces[Self.partner] = workspace
        identities = seeder.identities
        for connector in ConnectorShape.all { _ = catalog.set(connector.record) }
        for connector in CustomConnectorShape.all { catalog.customConnectors.insert(connector.record(now: now), id: connector.id) }
        for (index, manager) in Vocabulary.people.prefix(3).enumerated() { addManager(Int64(index), manager) }
    }

    private mutating func addManager(_ index: Int64, _ name: (String, String)) {
        let email = "\(name.0.lowercased()).\(index)@example.com"
        let group: JSON = index == 0 ? ["id": 1, "name": "Admin", "system": true] : ["id": 12, "name": "Support", "system": false]
        let record: JSON = [
            "id": .integer(9_100 + index),
            "user": [
                "id": .integer(77_001 + index), "name": .string("\(name.0) \(name.1)"), "email": .string(email), "avatar_url": .null,
            ], "privilege_group": group,
        ]
        catalog.customerManagers.insert(record, id: 9_100 + index)
    }
}
