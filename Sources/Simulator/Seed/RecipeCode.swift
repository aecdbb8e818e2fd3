/// The program of a recipe: a trigger and the steps below it, as the product stores them.
struct RecipeCode {
    let trigger: Connector
    let actions: [Connector]
    let json: JSON

    init(trigger: Connector, actions: [Connector], _ random: inout SplitMix64) {
        self.trigger = trigger
        self.actions = actions
        let alias = random.hex(8)
        let source = "data.\(trigger.provider).\(alias)"
        var steps: [JSON] = []
        var number = 0
        for action in actions {
            number += 1
            let isConditional = number > 1 && random.chance(25)
            let step = Self.step(action, number: isConditional ? number + 1 : number, source: source, &random)
            steps.append(isConditional ? Self.condition(step, number: number, source: source, &random) : step)
            if isConditional { number += 1 }
        }
        json = [
            "number": 0, "provider": .string(trigger.provider), "name": .string(random.pick(trigger.triggers)), "as": .string(alias),
            "title": .null, "description": .null, "keyword": "trigger", "dynamicPickListSelection": [:], "toggleCfg": [:],
            "input": ["object": .string(random.pick(trigger.objects)), "since": "2023-01-01T00:00:00-08:00", "batch_size": "100"],
            "extended_output_schema": .array(Self.fields.map { Self.schema($0) }), "block": .array(steps), "uuid": .string(random.uuid()),
        ]
    }

    private static let fields = ["Id", "Name", "Owner email", "Amount", "Currency", "Updated at"]

    private static func step(_ application: Connector, number: Int, source: String, _ random: inout SplitMix64) -> JSON {
        let mapping = random.some(random.between(2, 5), of: fields).map { field in
            JSON.Member(field.lowercased(), .string("#{_('\(source).\(field)')}"))
        }
        return [
            "number": .integer(number), "provider": .string(application.provider), "name": .string(random.pick(application.actions)),
            "as": .string(random.hex(8)), "title": .null, "description": .null, "keyword": "action",
            "dynamicPickListSelection": ["object": .string(random.pick(application.objects))], "toggleCfg": ["object": true],
            "input": .object([JSON.Member("object", .string(random.pick(application.objects)))] + mapping),
            "visible_config_fields": ["object"], "uuid": .string(random.uuid()),
        ]
    }

    private static func condition(_ step: JSON, number: Int, source: String, _ random: inout SplitMix64) -> JSON {
        let test: JSON = [
            "operand": "present", "lhs": .string("#{_('\(source).\(random.pick(fields))')}"), "rhs": "", "uuid": .string(random.uuid()),
        ]
        return [
            "number": .integer(number), "keyword": "if", "input": ["type": "compound", "operand": "and", "conditions": [test]],
            "block": [step], "uuid": .string(random.uuid()),
        ]
    }

    private static func schema(_ field: String) -> JSON {
        ["control_type": "text", "label": .string(field), "name": .string(field.lowercased()), "type": "string", "optional": true]
    }
}

extension JSON {
    /// The connectors of all steps below this one, each once.
    var actionProviders: [String] { providers(of: "action").uniqued() }

    private func providers(of keyword: String) -> [String] {
        (self["block"]?.elements ?? []).flatMap { step in
            let own = step["keyword"]?.stringValue == keyword ? step["provider"]?.stringValue : nil
            return (own.map { [$0] } ?? []) + step.providers(of: keyword)
        }
    }
}
