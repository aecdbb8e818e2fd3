/// What can be done with a recipe besides writing it: https://docs.workato.com/en/oem/oem-api/recipes.html
extension Routes {
    private static let recipe = "managed_users/:managed_user_id/recipes/:recipe_id"

    func addRecipeActions() {
        post(Self.recipe + "/copy", .recipesOther) { call, state throws(APIFailure) in
            .object(["success": true, "new_flow_id": .integer(try state.copyRecipe(call))])
        }
        // No answer shows the cursor of a trigger, so there is nothing to change.
        post(Self.recipe + "/reset_trigger", .recipesOther) { call, state throws(APIFailure) in
            _ = try call.recipe(state)
            _ = state.tick()
            return .success
        }
        put(Self.recipe + "/force_run", .forceRun) { call, state throws(APIFailure) in
            let (id, recipe) = try call.recipe(state)
            guard recipe["running"] == .bool(true) else { throw .refused("Recipe is not running") }
            try state.run(id, of: call.customer(state), jobs: 1)
            return .success
        }
        // The method of this endpoint is not known, nor is the rest of it.
        for on in [post, put] {
            on(Self.recipe + "/share", .recipesOther) { call, state throws(APIFailure) in
                _ = try call.recipe(state)
                _ = state.tick()
                return .success
            }
        }
        addPollNow()
    }

    private func addPollNow() {
        post(Self.recipe + "/poll_now", .recipesOther) { call, state throws(APIFailure) in
            let customer = try call.customer(state)
            // This is the only endpoint with its own message for a recipe that does not exist.
            guard let (id, recipe) = try? call.recipe(state) else {
                throw APIFailure(status: 404, body: ["success": false, "message": "Not Found"])
            }
            if let refusal = state.refusalToPoll(recipe) { throw refusal }
            state.run(id, of: customer, jobs: 1)
            return .object(["success": true, "message": "Job started"])
        }
    }
}

extension Call {
    /// The recipe in the path.
    func recipe(_ state: WorldState) throws(APIFailure) -> (id: Int64, record: JSON) {
        let workspace = try state.workspace(customer(state))
        let id = try id("recipe_id")
        guard let recipe = workspace.recipes[id] else { throw .notFound }
        return (id, recipe)
    }
}

extension WorldState {
    /// Why a stopped recipe cannot poll.
    fileprivate func refusalToPoll(_ recipe: JSON) -> APIFailure? {
        guard recipe["running"] != .bool(true) else { return nil }
        switch recipe["stop_cause"]?.stringValue {
        case "trial_expired": return .refused("Trial has expired")
        case "txn_quota_limit": return .later("Not enough transaction credit")
        case "action_quota_limit": return .later("Not enough action quota")
        case "trigger_errors_limit":
            return .later("Recipe is currently in trigger back off mode till \(now.adding(minutes: 1).utc.prefix(16))")
        default: return .refused("Recipe is not running")
        }
    }

    /// Makes a recipe run jobs of one task each.
    mutating func run(_ recipe: Int64, of customer: Int64, jobs: Int64) {
        let time = tick()
        workspaces[customer]?.recipes.update(recipe) { record in
            record["last_run_at"] = .string(time)
            record.increase("job_succeeded_count", by: jobs)
            record.increase("lifetime_task_count", by: jobs)
        }
        workspaces[customer]?.usage[now.pacificMonth, default: 0] &+= jobs
        refreshCounts(of: customer)
    }

    fileprivate mutating func copyRecipe(_ call: Call) throws(APIFailure) -> Int64 {
        let customer = try call.customer(self)
        let (source, original) = try call.recipe(self)
        var copy = original
        if let folder = try call.body().optionalID("folder_id") {
            guard try workspace(customer).hasFolder(folder) else { throw .invalid("folder_id", "is invalid") }
            copy["folder_id"] = .integer(folder)
        }
        let created = JSON.string(tick())
        let id = identities.next(.recipe, at: now)
        copy["id"] = .integer(id)
        copy["name"] = .string("Copy of \(original["name"]?.stringValue ?? "")")
        copy["running"] = false
        for field in ["created_at", "updated_at"] { copy[field] = created }
        for field in ["copy_count", "job_succeeded_count", "job_failed_count", "lifetime_task_count"] { copy[field] = 0 }
        for field in ["last_run_at", "stopped_at", "stop_cause", "webhook_url"] { copy[field] = .null }
        copy["version_no"] = 1
        add(copy, id: id, to: .recipes(of: customer))
        self[.recipes(of: customer)].update(source) { $0.increase("copy_count", by: 1) }
        return id
    }
}

extension APIFailure {
    /// Too many requests, but because of the recipe and not of a budget.
    fileprivate static func later(_ message: String) -> APIFailure {
        APIFailure(status: 429, body: ["message": .string(message)], retryAfter: 60)
    }
}
