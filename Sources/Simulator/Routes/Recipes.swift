/// Recipes: https://docs.workato.com/oem/oem-api/recipes.html
extension Routes {
    func addRecipes() {
        get("managed_users/:managed_user_id/recipes", .recipesRead) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.customer(state))
            let filter = try RecipeFilter(call.query)
            var page = Paging(call, of: .recipes).page(of: workspace.recipes.entries.reversed().lazy.filter(filter.admits))
            if filter.excludesCode { page.records = page.records.map { $0.without("code") } }
            return .list(page, of: .recipes)
        }
        get("managed_users/:managed_user_id/recipes/:recipe_id", .recipesRead) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.customer(state))
            guard let recipe = workspace.recipes[try call.id("recipe_id")] else { throw .notFound }
            return .record(recipe, of: .recipes)
        }
    }
}

/// Which recipes a listing shows.
struct RecipeFilter: Sendable {
    /// Despite its name the recipes with *lower* ids.
    let sinceID: Int64?
    let folder: Int64?
    let running: Bool
    let updatedAfter: Moment?
    /// Asked for by the parameter's presence, whatever its value.
    let excludesCode: Bool

    init(_ query: Query) throws(APIFailure) {
        sinceID = query.integer("since_id")
        folder = query.integer("folder_id")
        running = query["running"] == "true"
        updatedAfter = try query.moment("updated_after")
        excludesCode = query["exclude_code"] != nil
    }

    func admits(_ entry: Records.Entry) -> Bool {
        if let sinceID, entry.id >= sinceID { return false }
        if let folder, entry.record["folder_id"]?.integerValue != folder { return false }
        if running, entry.record["running"] != .bool(true) { return false }
        guard let updatedAfter, let updated = entry.record["updated_at"]?.stringValue.flatMap({ Moment($0) }) else { return true }
        return updated > updatedAfter
    }
}
