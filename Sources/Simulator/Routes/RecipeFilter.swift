/// Which recipes a listing shows, and in which order.
struct RecipeFilter: Sendable {
    /// Despite its name, this selects the recipes with *lower* ids.
    let sinceID: Int64?
    /// `nil` for all folders.
    let folders: Set<Int64>?
    /// `active` in the oldest sample.
    let running: Bool
    let anyApplications: [String]
    let allApplications: [String]
    let stopCause: String?
    let stoppedAfter: Moment?
    let updatedAfter: Moment?
    let byActivity: Bool
    /// It is on if the parameter is present, whatever its value.
    let excludesCode: Bool

    init(_ query: Query, in workspace: Workspace) throws(APIFailure) {
        sinceID = query.integer("since_id")
        let below = query["with_subfolders"] == "true"
        folders = query.integer("folder_id").map { below ? workspace.subtree(of: $0) : [$0] }
        running = query["running"] == "true" || query["active"] == "true"
        anyApplications = Self.names(query["adapter_names_any"])
        allApplications = Self.names(query["adapter_names_all"])
        stopCause = query["stop_cause"]
        stoppedAfter = try query.moment("stopped_after")
        updatedAfter = try query.moment("updated_after")
        byActivity = query["order"] == "activity"
        excludesCode = query["exclude_code"] != nil
    }

    private static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
    }

    func admits(_ entry: Records.Entry) -> Bool {
        let recipe = entry.record
        if let sinceID, entry.id >= sinceID { return false }
        if let folders, !(recipe["folder_id"]?.integerValue.map(folders.contains) ?? false) { return false }
        if running, recipe["running"] != .bool(true) { return false }
        if let stopCause, recipe["stop_cause"]?.stringValue != stopCause { return false }
        return usesApplications(recipe) && isLateEnough(recipe)
    }

    private func usesApplications(_ recipe: JSON) -> Bool {
        guard !anyApplications.isEmpty || !allApplications.isEmpty else { return true }
        let used = (recipe["applications"]?.elements ?? []).compactMap(\.stringValue)
        return allApplications.allSatisfy(used.contains) && (anyApplications.isEmpty || anyApplications.contains(where: used.contains))
    }

    // The documentation's pages contradict each other about `stopped_after`. Here it does what its name says.
    private func isLateEnough(_ recipe: JSON) -> Bool {
        if let stoppedAfter {
            guard let stopped = recipe.moment("stopped_at"), stopped > stoppedAfter else { return false }
        }
        guard let updatedAfter, let updated = recipe.moment("updated_at") else { return true }
        return updated > updatedAfter
    }

    /// Sorts recipes, which come newest first. By activity, the recipe that ran last is first, and recipes that never ran are last.
    func order(_ entries: some Sequence<Records.Entry>) -> [Records.Entry] {
        guard byActivity else { return Array(entries) }
        let runs = entries.map { (entry: $0, ran: $0.record.moment("last_run_at")?.milliseconds ?? .min) }
        return runs.sorted { ($0.ran, $0.entry.id) > ($1.ran, $1.entry.id) }.map(\.entry)
    }
}

extension JSON {
    /// A member that is a timestamp; nil for anything else.
    func moment(_ name: String) -> Moment? { self[name]?.stringValue.flatMap { Moment($0) } }
}
