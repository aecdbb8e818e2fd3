extension Routes {
    private static let recipe = "managed_users/:managed_user_id/recipes/:recipe_id"

    func addRecipeWrites() {
        post("managed_users/:managed_user_id/recipes", .recipesOther) { call, state throws(APIFailure) in
            let id = try state.createRecipe(of: call.customer(state), call.body("recipe"))
            return .object(["success": true, "id": .integer(id)])
        }
        put(Self.recipe, .recipesOther) { call, state throws(APIFailure) in
            let changes = try call.body("recipe")
            try state.changeRecipe(call) { recipe, _ throws(APIFailure) in
                guard recipe["running"] != .bool(true) else { throw .refused("Recipe is running. Stop it before you change it") }
                try recipe.applyRecipe(changes)
            }
            return .success
        }
        delete(Self.recipe, .recipesOther) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            guard state.delete(try call.id("recipe_id"), from: .recipes(of: customer)) else { throw .notFound }
            _ = state.tick()
            state.refreshCounts(of: customer)
            return .success
        }
        addStartAndStop()
    }

    private func addStartAndStop() {
        put(Self.recipe + "/start", .recipesOther) { call, state throws(APIFailure) in
            var isEmpty = false
            try state.changeRecipe(call) { recipe, _ in
                isEmpty = recipe["trigger_application"]?.stringValue == nil
                if isEmpty { return }
                recipe["running"] = true
                recipe["stopped_at"] = .null
                recipe["stop_cause"] = .null
            }
            guard isEmpty else { return .success }
            return .object([
                "success": false, "code_errors": [[0, [["trigger", .null, .null, "Trigger can't be blank"]]]], "config_errors": [],
            ])
        }
        put(Self.recipe + "/stop", .recipesOther) { call, state throws(APIFailure) in
            try state.changeRecipe(call) { recipe, now in
                guard recipe["running"] == .bool(true) else { return }
                recipe["running"] = false
                recipe["stopped_at"] = .string(now)
                recipe["stop_cause"] = .null
            }
            return .success
        }
    }
}

extension WorldState {
    mutating func createRecipe(of customer: Int64, _ body: JSON) throws(APIFailure) -> Int64 {
        let name = try body.required("name")
        let folder = workspaces[customer]?.folders.first
        var recipe = RecipeShape(id: 0, customer: customer, name: name, created: now, updated: now, folder: folder).record
        try recipe.applyRecipe(body)
        let created = tick()
        let id = identities.next(.recipe, at: now)
        for (field, value) in [("id", .integer(id)), ("version_no", 1), ("created_at", .string(created)), ("updated_at", .string(created))]
            as [(String, JSON)]
        {
            recipe[field] = value
        }
        add(recipe, id: id, to: .recipes(of: customer))
        return id
    }

    /// Changes the recipe in a call's path, and moves the world's time on by a minute. A refused change takes no time.
    mutating func changeRecipe(_ call: Call, _ change: (inout JSON, _ now: String) throws(APIFailure) -> Void) throws(APIFailure) {
        let customer = try call.customer(self)
        let id = try call.id("recipe_id")
        guard var recipe = self[.recipes(of: customer)][id] else { throw .notFound }
        let later = now.adding(minutes: 1).pacific
        try change(&recipe, later)
        recipe["updated_at"] = .string(later)
        _ = tick()
        workspaces[customer]?.replaceRecipe(id, with: recipe, at: later)
        refreshCounts(of: customer)
    }
}

extension JSON {
    /// Copies what a client has sent. Code and config come as strings of JSON.
    mutating func applyRecipe(_ changes: JSON) throws(APIFailure) {
        if changes["name"] != nil { self["name"] = .string(try changes.required("name")) }
        merge(changes, names: ["description", "folder_id"])
        if let text = try changes.optional("config") {
            guard let config = JSON(parsing: text), config.elements != nil else { throw .invalid("config", "is invalid") }
            self["config"] = config
        }
        guard let text = try changes.optional("code") else { return }
        guard let code = JSON(parsing: text), code.members != nil else { throw .invalid("code", "is invalid") }
        let applications = Applications(code)
        self["code"] = .string(text)
        self["trigger_application"] = .text(applications.trigger)
        self["action_applications"] = .texts(applications.actions)
        self["applications"] = .texts(applications.all)
        self["version_no"] = .integer((self["version_no"]?.integerValue ?? 0) &+ 1)
    }
}
