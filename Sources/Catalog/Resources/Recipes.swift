extension Resource {
    /// Recipes of a customer (API.md 4.4).
    public static let recipes = Resource(
        name: "recipes",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/recipes"),
        item: ItemEndpoint("/api/managed_users/{managed_user_id}/recipes/{recipe_id}", group: .recipes),
        parent: Parent("managed_users", as: "managed_user_id"),
        group: .recipes,
        paging: .sinceID(pageSize: 100),
        measures: Measures(
            table: "recipe_activity", owner: "recipe_id",
            fields: ["job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at"]),
        versions: Versions(table: "recipe_versions", owner: "recipe_id", number: "version_no", text: "code"),
        children: [
            Child(
                table: "recipe_applications", owner: "recipe_id", key: ["application", "role"],
                sources: [
                    .value(of: "trigger_application", to: "application", constants: ["role": "trigger"]),
                    .elements(of: "action_applications", to: "application", constants: ["role": "action"]),
                ]),
            Child(
                table: "recipe_connections", owner: "recipe_id", key: ["connection_id", "provider", "keyword"],
                sources: [
                    .objects(of: "config", columns: ["account_id": "connection_id", "provider": "provider", "keyword": "keyword"])
                ]),
        ])

    /// The versions of a recipe as the API lists them, without their code: who made each, when, and why (API.md 4.4).
    public static let recipeVersionDetails = Resource(
        name: "recipe_version_details",
        listing: ListEndpoint("/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions"),
        item: ItemEndpoint("/api/managed_users/{managed_user_id}/recipes/{recipe_id}/versions/{version_id}", group: .recipeVersions),
        parent: Parent("recipes", as: "recipe_id", selection: .changed(in: "version_no")),
        group: .recipeVersions,
        retention: .forever,
        isOptIn: true,
        whenNotFound: .passes)
}
