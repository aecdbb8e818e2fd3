/// The search for public recipes, which later documentation no longer has: https://docs.workato.com/oem/oem-api/recipes.html
extension Routes {
    func addRecipeSearch() {
        get("recipes/search", .recipesOther) { call, state throws(APIFailure) in
            let term = try call.filter("term")?.lowercased() ?? ""
            let wanted = (try call.filter("applications") ?? "").split(separator: ",").map { JSON.string(String($0)) }
            // This is the only listing that counts its pages from 0.
            let size = min(max(1, call.query.integer("per_page") ?? 20), 20)
            let paging = Paging(number: max(0, min(call.query.integer("page") ?? 0, .max - 1)) + 1, size: size)
            let workspaces = state.workspaces
            let found = state.customers.entries.lazy.flatMap { workspaces[$0.id]?.recipes.entries ?? [] }.filter { entry in
                let name = entry.record["name"]?.stringValue?.lowercased() ?? ""
                let used = entry.record["applications"]?.elements ?? []
                return (term.isEmpty || name.contains(term)) && wanted.allSatisfy(used.contains)
            }
            return .object(["items": .array(paging.page(of: found).records.map(\.publicRecipe))])
        }
    }
}

extension JSON {
    /// The parts of a recipe that other accounts can see.
    fileprivate var publicRecipe: JSON {
        let shown = [
            "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application", "action_applications",
            "applications", "description", "parameters_schema",
        ]
        return .object(shown.compactMap { name in self[name].map { Member(name, $0) } })
    }
}

extension Paging {
    init(number: Int64, size: Int64) {
        self.number = number
        self.size = size
    }
}
