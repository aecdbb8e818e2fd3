extension Endpoint {
    /// Recipes of a customer (API.md 4.4).
    static let recipes: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/recipes", .recipes, "List recipes", in: .recipes, mirrored: "recipes"),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}", .recipes, "Get a recipe", in: .recipes),
        Endpoint(.get, "/api/recipes/search", .recipeChanges, "Search public recipes", in: .recipes),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/recipes", .recipeChanges, "Create a recipe", in: .recipes),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}", .recipeChanges, "Update a recipe", in: .recipes),
        Endpoint(.delete, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}", .recipeChanges, "Delete a recipe", in: .recipes),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/start", .recipeChanges, "Start a recipe", in: .recipes),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/stop", .recipeChanges, "Stop a recipe", in: .recipes),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/copy", .recipeChanges, "Copy a recipe", in: .recipes),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/share", .recipeChanges, "Share a recipe", in: .recipes),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/reset_trigger", .recipeChanges, "Reset a trigger",
            in: .recipes),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/poll_now", .recipeChanges, "Poll now", in: .recipes),
        Endpoint(.put, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/force_run", .forcedRuns, "Force a run", in: .recipes),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions", .recipeVersions, "List a recipe's versions",
            in: .recipes, mirrored: "recipe_version_details"),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions/{version_id}", .recipeVersions,
            "Get a recipe's version", in: .recipes),
        Endpoint(
            .put, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions/{version_id}", .recipeVersions,
            "Comment on a recipe's version", in: .recipes),
        Endpoint(
            .patch, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions/{version_id}", .recipeVersions,
            "Comment on a recipe's version", in: .recipes),
    ]

    /// Jobs of a recipe (API.md 4.5).
    static let jobs: [Endpoint] = [
        Endpoint(.get, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/jobs", .jobs, "List jobs", in: .recipes),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/jobs/{job_id}", .jobs, "Get a job", in: .recipes),
        Endpoint(
            .post, "/api/managed_users/{managed_user_id}/recipes/{recipe_id}/repeat_jobs", .repeatedJobs, "Repeat jobs", in: .recipes),
    ]

    /// Recipe lifecycle management (API.md 4.6, and Workato's page of that name).
    static let lifecycle: [Endpoint] = [
        Endpoint(.post, "/api/managed_users/{managed_user_id}/imports", .imports, "Import a package", in: .lifecycle),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/imports/{package_id}", .imports, "Get the state of an import", in: .lifecycle),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/exports/{manifest_id}", .exports, "Export a package", in: .lifecycle),
        Endpoint(.get, "/api/managed_users/{managed_user_id}/exports/{package_id}", .exports, "Get the state of an export", in: .lifecycle),
        Endpoint(.post, "/api/managed_users/{managed_user_id}/export_manifests", .exports, "Create a manifest", in: .lifecycle),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/export_manifests/folder_assets", .exports, "List assets of a folder",
            in: .lifecycle),
        Endpoint(
            .get, "/api/managed_users/{managed_user_id}/export_manifests/{manifest_id}", .exports, "Get a manifest", in: .lifecycle),
        Endpoint(
            .put, "/api/managed_users/{managed_user_id}/export_manifests/{manifest_id}", .exports, "Update a manifest", in: .lifecycle),
        Endpoint(
            .delete, "/api/managed_users/{managed_user_id}/export_manifests/{manifest_id}", .exports, "Delete a manifest", in: .lifecycle),
    ]
}
