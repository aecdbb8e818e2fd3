extension WorkspaceSeeder {
    mutating func seedRecipes() {
        let connected = result.connections.values.compactMap { $0["provider"]?.stringValue }.uniqued()
        let applications = Connector.all.filter { connected.contains($0.provider) }
        for _ in 0..<count(around: options.recipesPerCustomer) {
            let created = someTime()
            let id = identities.next(.recipe, at: created)
            let recipe = random.chance(4) ? emptyRecipe(id, created) : recipe(id, created, applications)
            result.recipes.insert(recipe, id: id)
        }
    }

    private func emptyRecipe(_ id: Int64, _ created: Moment) -> JSON {
        RecipeShape(id: id, customer: customer, name: "Untitled recipe", created: created, updated: created, folder: result.folders.first)
            .record
    }

    private mutating func recipe(_ id: Int64, _ created: Moment, _ connected: [Connector]) -> JSON {
        let trigger = connected.isEmpty || random.chance(20) ? Connector.clock : random.pick(connected)
        let others = connected.filter { $0.provider != trigger.provider }
        let choice = others.isEmpty ? [Connector.logger] : others
        let actions = (0..<random.between(2, 7)).map { _ in random.chance(10) ? Connector.logger : random.pick(choice) }
        let code = RecipeCode(trigger: trigger, actions: actions, &random)
        let updated = between(created, options.now)
        let running = profile.habit != .churned && random.chance(72)
        let person = random.pick(Vocabulary.people)
        let name = recipeName(trigger, actions[0])
        return RecipeShape(
            id: id, customer: customer, name: name, created: created, updated: updated,
            description: random.chance(50) ? "When \(trigger.title) has something new, run \(actions.count) steps" : nil,
            code: code.json, config: config(code), folder: random.chance(97) ? random.pick(result.folders) : nil, running: running,
            stopped: running ? nil : between(updated, options.now),
            stopCause: running || random.chance(60) ? nil : random.pick(Vocabulary.stopCauses), version: random.between(1, 40),
            author: random.chance(90) ? "\(person.0) \(person.1)" : nil,
            webhook: random.chance(10) ? "https://www.workato.com/webhooks/rest/\(random.uuid())/event" : nil, project: result.folders.last
        ).record
    }

    private mutating func recipeName(_ trigger: Connector, _ action: Connector) -> String {
        let object = random.pick(trigger.objects).lowercased()
        let objects = object.hasSuffix("y") ? "\(object.dropLast())ies" : "\(object)s"
        let name = "\(random.pick(Vocabulary.verbs)) \(objects): \(trigger.title) to \(action.title)"
        switch random.below(25) {
        case 0: return "  Copy of \(name)"
        case 1: return "\(name)\n(do not touch)"
        case 2: return "🚀 \(name)"
        case 3: return "[DEPRECATED] \(name), \"v1\""
        default: return name
        }
    }

    // One entry for each connector. Built-in connectors have no connection, and sometimes nobody has chosen one yet.
    private mutating func config(_ code: RecipeCode) -> JSON {
        let providers = ([code.trigger.provider] + code.json.actionProviders).uniqued()
        return .array(
            providers.map { provider in
                let candidates = result.connections.entries.filter { $0.record["provider"] == .string(provider) }
                let account = candidates.isEmpty || random.chance(5) ? nil : random.pick(candidates).id
                return [
                    "keyword": "application", "name": .string(provider), "provider": .string(provider), "skip_validation": false,
                    "account_id": .integer(account),
                ]
            })
    }
}
