/// The fields of a recipe, in the order in which the API shows them.
struct RecipeShape {
    var id: Int64
    var customer: Int64
    var name: String
    var created: Moment
    var updated: Moment
    var description: String?
    /// `nil` for a recipe nobody has filled in yet.
    var code: JSON?
    var config: JSON = []
    var folder: Int64?
    var running = false
    var stopped: Moment?
    var stopCause: String?
    var version = 1
    var author: String?
    var webhook: String?
    var project: Int64?

    var record: JSON {
        let applications = Applications(code ?? .null)
        return [
            "id": .integer(id), "user_id": .integer(customer), "name": .string(name), "created_at": .string(created.pacific),
            "updated_at": .string(updated.pacific), "copy_count": 0, "trigger_application": .text(applications.trigger),
            "action_applications": .texts(applications.actions), "applications": .texts(applications.all),
            "description": .text(description), "parameters_schema": [], "parameters": [:], "webhook_url": .text(webhook),
            "folder_id": .integer(folder), "running": .bool(running), "job_succeeded_count": 0, "job_failed_count": 0,
            "lifetime_task_count": 0, "last_run_at": .null, "stopped_at": .text(stopped?.pacific), "stop_cause": .text(stopCause),
            "version_no": .integer(version), "code": .string((code ?? [:]).text), "trigger_closure": .null, "config": config,
            "author_name": .text(author), "version_author_name": .text(author), "version_author_email": .text(Self.email(author)),
            "version_comment": .null, "project_id": .integer(project),
        ]
    }

    private static func email(_ author: String?) -> String? {
        author.map { $0.lowercased().filter { $0.isASCII && $0.isLetter } + "@example.com" }
    }
}

/// The connectors that a recipe's code names.
struct Applications {
    let trigger: String?
    let actions: [String]

    init(_ code: JSON) {
        trigger = code["provider"]?.stringValue
        actions = code.actionProviders
    }

    var all: [String] { ((trigger.map { [$0] } ?? []) + actions).uniqued() }
}
