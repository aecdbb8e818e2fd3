/// Versions of recipes: https://docs.workato.com/en/oem/oem-api/recipes.html; their form is not documented.
extension Routes {
    func addRecipeVersions() {
        get("managed_users/:managed_user_id/recipes/:recipe_id/versions", .recipeVersions) { call, state throws(APIFailure) in
            let workspace = try state.workspace(call.customer(state))
            let id = try call.id("recipe_id")
            guard let recipe = workspace.recipes[id] else { throw .notFound }
            // A planted number may be of any size. No recipe has more versions than this.
            let newest = min(recipe["version_no"]?.integerValue ?? 1, 10_000)
            let numbers = stride(from: newest, to: 0, by: -1).lazy.map { JSON.integer($0) }
            var page = Paging(call, of: .recipeVersions).page(of: numbers)
            page.records = page.records.compactMap(\.integerValue).map { number in
                workspace.pasts[id]?.versions[number] ?? recipe.version(number, of: id, newest: newest)
            }
            return .list(page, of: .recipeVersions)
        }
    }
}

extension Workspace {
    /// Replaces a recipe. If that makes a new version, it stores that version and the one before.
    mutating func replaceRecipe(_ id: Int64, with recipe: JSON, at time: String) {
        let old = recipes[id]
        recipes.update(id) { $0 = recipe }
        guard let number = recipe["version_no"]?.integerValue, let before = old?["version_no"]?.integerValue, number != before else {
            return
        }
        var version = recipe.version(number, of: id, newest: number)
        for field in ["created_at", "updated_at"] { version[field] = .string(time) }
        let previous = pasts[id]?.versions[before] ?? old?.version(before, of: id, newest: before)
        pasts[id, default: RecipePast()].versions[before] = previous
        pasts[id, default: RecipePast()].versions[number] = version
    }
}

extension JSON {
    /// A version that was not written through the API. It is the same each time. The first version is as old as the recipe.
    fileprivate func version(_ number: Int64, of id: Int64, newest: Int64) -> JSON {
        var random = SplitMix64(UInt64(bitPattern: id), 12, UInt64(bitPattern: number))
        let minutes = number == 1 ? 0 : number * 40 - Int64(random.below(30))
        let made = moment("created_at").map { min($0.adding(minutes: minutes), moment("updated_at") ?? .distantFuture) }
        let author = random.pick(Vocabulary.people)
        let name = JSON.string("\(author.0) \(author.1)")
        let email = JSON.string("\(author.0.lowercased())@example.com")
        let comment: JSON = random.chance(20) ? .string("Fixed step \(random.between(2, 9))") : .null
        let isNewest = number == newest
        return [
            "id": .integer(id &* 1000 &+ number), "version_no": .integer(number),
            "comment": isNewest ? self["version_comment"] ?? .null : comment,
            "author_name": isNewest ? self["version_author_name"] ?? .null : name,
            "author_email": isNewest ? self["version_author_email"] ?? .null : email,
            "created_at": .text(made?.pacific), "updated_at": .text(made?.pacific),
        ]
    }
}

extension Moment {
    fileprivate static let distantFuture = Moment(9999, 1, 1)
}
