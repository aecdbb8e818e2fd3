/// The fields of a connector: those of 2020, then those that replaced them.
struct ConnectorShape {
    let name: String
    let title: String
    var categories: [String] = []
    var deprecated = false
    var oauth = true
    let triggers: [String]
    let actions: [String]

    var record: JSON {
        let isBuiltIn = categories == ["Tools"]
        return [
            "name": .string(name), "title": .string(title), "image_url": .string("https://www.workato.com/images/\(name).png"),
            "mobile_image_url": .null, "requires_connection": .bool(!isBuiltIn), "mobile_search": false,
            "categories": .texts(categories), "oauth": .bool(oauth && !isBuiltIn), "deprecated": .bool(deprecated),
            "secondary": .bool(isBuiltIn), "triggers": .array(triggers.map(Self.step)), "actions": .array(actions.map(Self.step)),
        ]
    }

    private static func step(_ name: String) -> JSON {
        let words = name.replacing("_", with: " ")
        return [
            "name": .string(name), "title": .string(words.prefix(1).uppercased() + words.dropFirst()),
            "deprecated": .bool(name.hasSuffix("_old")), "bulk": .bool(name.contains("bulk")), "batch": .bool(name.contains("batch")),
        ]
    }

    private init(_ connector: Connector, _ categories: [String]) {
        self.init(connector.provider, connector.title, categories, triggers: connector.triggers, actions: connector.actions)
    }

    private init(
        _ name: String, _ title: String, _ categories: [String], deprecated: Bool = false, oauth: Bool = true, triggers: [String],
        actions: [String]
    ) {
        (self.name, self.title, self.categories, self.deprecated, self.oauth) = (name, title, categories, deprecated, oauth)
        (self.triggers, self.actions) = (triggers, actions)
    }

    /// The connectors that recipes and connections use, and some that are not used.
    static let all: [ConnectorShape] =
        Connector.all.map { ConnectorShape($0, ["Business applications"]) }
        + [ConnectorShape(.clock, ["Tools"]), ConnectorShape(.logger, ["Tools"])]
        + [
            ConnectorShape(
                "marketo", "Marketo", ["Marketing"], deprecated: true, oauth: false, triggers: ["new_lead_batch", "new_lead_old"],
                actions: ["upsert_lead"]),
            ConnectorShape(
                "evernote", "Evernote", ["Productivity", "Notes"], deprecated: true, triggers: ["new_note"],
                actions: ["create_note", "create_note_old"]),
            ConnectorShape("wufoo", "Wufoo", [], deprecated: true, oauth: false, triggers: ["new_entry"], actions: []),
            ConnectorShape(
                "box", "Box", ["File storage"], triggers: ["new_file", "new_csv_file_batch"], actions: ["upload_file", "bulk_download"]),
        ]
}
