/// Recipes: https://docs.workato.com/oem/oem-api/recipes.html
extension Routes {
    func addRecipes() {
        getOfAny("recipes", .recipesRead) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.owner(state))
            let filter = try RecipeFilter(call.query, in: workspace)
            let entries = filter.order(workspace.recipes.entries.reversed().lazy.filter(filter.admits))
            var page = Paging(call, of: .recipes).page(of: entries)
            if filter.excludesCode { page.records = page.records.map { $0.without("code") } }
            return .list(page, of: .recipes)
        }
        getOfAny("recipes/:recipe_id", .recipesRead) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.owner(state))
            guard let recipe = workspace.recipes[try call.id("recipe_id")] else { throw .notFound }
            return .record(recipe, of: .recipes)
        }
    }
}
