/// Recipes: https://docs.workato.com/oem/oem-api/recipes.html
extension Routes {
    func addRecipes() {
        get("managed_users/:managed_user_id/recipes", .recipesRead) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.customer(state))
            let filter = try RecipeFilter(call.query, in: workspace)
            let entries = filter.order(workspace.recipes.entries.reversed().lazy.filter(filter.admits))
            var page = Paging(call, of: .recipes).page(of: entries)
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
