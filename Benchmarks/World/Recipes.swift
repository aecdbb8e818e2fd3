extension World {
    /// A recipe with all fields of API.md 4.4. One that has changed has a new name, code, version and `updated_at`.
    func recipe(_ customer: Int, _ position: Int) -> JSON {
        var dice = Dice(shape.seed, 3, UInt64(customer), UInt64(position))
        let isChanged = isChanged(customer, position)
        let connections = [position % shape.connectionsPerCustomer, (position + 1) % shape.connectionsPerCustomer]
        let applications = connections.map { Words.applications[(customer + $0) % Words.applications.count] }
        let actions = [applications[1]] + (dice.chance(50) ? ["logger"] : [])
        let person = dice.pick(Words.people)
        let isRunning = dice.chance(70)
        let version = dice.between(1, 40)
        let name = "\(dice.pick(Words.verbs)) \(dice.pick(Words.objects).lowercased()): \(applications[0]) to \(applications[1])"
        let created = dice.time(in: 2023)
        let updated = dice.time(in: isChanged ? 2025 : 2024)
        let code = RecipeCode(trigger: applications[0], actions: actions, isChanged: isChanged).json(&dice)
        return [
            "id": .number(recipeID(customer, position)), "user_id": .number(customerID(customer)),
            "name": .text(isChanged ? "\(name) (revised)" : name), "created_at": .text(created), "updated_at": .text(updated),
            "copy_count": 1, "trigger_application": .text(applications[0]), "action_applications": .texts(actions),
            "applications": .texts([applications[0]] + actions),
            "description": .text("When there is a new \(dice.pick(Words.objects)) in \(applications[0]), do \(dice.between(2, 9)) steps"),
            "parameters_schema": [], "parameters": [:], "webhook_url": nil, "folder_id": .number(700_000 + customer),
            "running": .bool(isRunning), "job_succeeded_count": .number(dice.between(0, 40_000)),
            "job_failed_count": .number(dice.between(0, 300)), "lifetime_task_count": .number(dice.between(0, 400_000)),
            "last_run_at": .text(dice.time(in: 2025)), "stopped_at": isRunning ? nil : .text(dice.time(in: 2025)),
            "stop_cause": isRunning ? nil : "trigger_errors_limit", "version_no": .number(isChanged ? version + 1 : version),
            "code": code.quoted, "trigger_closure": nil, "config": .list(zip(connections, applications).map { config(customer, $0, $1) }),
            "author_name": .text(person), "version_author_name": .text(person), "version_author_email": "author@example.com",
            "version_comment": isChanged ? "Say \"when\"" : nil, "project_id": .number(520_000 + customer),
        ]
    }

    private func config(_ customer: Int, _ position: Int, _ application: String) -> JSON {
        [
            "keyword": "application", "name": .text(application), "provider": .text(application), "skip_validation": false,
            "account_id": .number(connectionID(customer, position)),
        ]
    }
}

/// The program of a recipe, about 3 KB: a trigger and the steps below it, as the product stores them.
struct RecipeCode {
    let trigger: String
    let actions: [String]
    let isChanged: Bool

    private static let fields = ["Id", "Name", "Owner email", "Amount", "Currency", "Updated at"]
    private static let steps = 4

    func json(_ dice: inout Dice) -> JSON {
        let alias = dice.hex(8)
        let steps = (1...Self.steps).map { step($0, actions[$0 % actions.count], "data.\(trigger).\(alias)", &dice) }
        return [
            "number": 0, "provider": .text(trigger), "name": "new_updated_record", "as": .text(alias), "title": nil,
            "description": isChanged ? "Revised:\nonly what is \"due\"" : nil, "keyword": "trigger", "dynamicPickListSelection": [:],
            "toggleCfg": [:],
            "input": ["object": .text(dice.pick(Words.objects)), "since": "2023-01-01T00:00:00-08:00", "batch_size": "100"],
            "extended_output_schema": .list(Self.fields.map(schema)), "block": .list(steps), "uuid": .text(dice.uuid()),
        ]
    }

    private func step(_ number: Int, _ application: String, _ source: String, _ dice: inout Dice) -> JSON {
        let mapping = Self.fields.prefix(dice.between(3, 5)).map { field in
            (field.lowercased(), JSON.text("#{_('\(source).\(field)')}"))
        }
        return [
            "number": .number(number), "provider": .text(application), "name": "upsert_record", "as": .text(dice.hex(8)), "title": nil,
            "description": nil, "keyword": "action", "dynamicPickListSelection": ["object": .text(dice.pick(Words.objects))],
            "toggleCfg": ["object": true], "input": .object([("note", .text("C:\\exports\\\(dice.hex(6)).csv\n"))] + mapping),
            "visible_config_fields": ["object"], "uuid": .text(dice.uuid()),
        ]
    }

    private func schema(_ field: String) -> JSON {
        ["control_type": "text", "label": .text(field), "name": .text(field.lowercased()), "type": "string", "optional": true]
    }
}
