extension FixtureRows {
    /// The same ids in two customers: an id is unique within its customer only.
    static let recipes: [String] = [
        live(
            "recipes", "managed_user_id, id, name, running, folder_id, version_no", "7, 100, 'Orders', 1, 72, 2",
            "8, 101, 'Draft', 0, 81, 1"),
        live("recipes", "managed_user_id, id, name, running, stopped_at", "8, 100, 'Leads', 0, '2024-03-01T00:00:00.000Z'"),
        [
            insert(
                "recipes", "managed_user_id, id, name, running, stop_cause, folder_id, _valid_from",
                "7, 101, 'Bills', 0, 'trigger_errors_limit', 70, 3")
        ],
        closed(
            "recipes", "managed_user_id, id, name, running, folder_id", "7, 101, 'Bills', 1, 70, 1, 2, 'update'",
            "7, 101, 'Bills', 0, 70, 2, 3, 'update'", "7, 109, 'Old', 1, 70, 1, 2, 'delete'"),
        live(
            "recipes", "managed_user_id, id, name, running, created_at, version_no",
            "10, 120, 'Orders', 1, '2023-01-01T00:00:00.000Z', 1"),
        activity, applications, versions,
    ].flatMap { $0 }

    private static let activity: [String] = [
        [insert("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, _valid_from", "7, 100, 500, 3")],
        live("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "8, 100, 500"),
        live("recipe_activity", "managed_user_id, recipe_id, lifetime_task_count, last_run_at", "7, 101, 90, '2024-03-12T00:00:00.000Z'"),
        closed(
            "recipe_activity", "managed_user_id, recipe_id, lifetime_task_count", "7, 100, 420, 2, 3, 'update'",
            "7, 100, 400, 1, 2, 'update'"),
        // The jobs of a draft that somebody tested.
        [insert("recipe_activity", "managed_user_id, recipe_id, job_succeeded_count, job_failed_count, _valid_from", "8, 101, 30, 5, 2")],
        closed("recipe_activity", "managed_user_id, recipe_id, job_succeeded_count, job_failed_count", "8, 101, 10, 0, 1, 2, 'update'"),
    ].flatMap { $0 }

    private static let applications = live(
        "recipe_applications", "managed_user_id, recipe_id, application, role", "7, 100, 'sap', 'trigger'", "7, 100, 'sap', 'action'",
        "7, 100, 'my_crm', 'action'", "7, 101, 'sap', 'action'", "8, 100, 'slack', 'trigger'", "8, 100, 'my_crm', 'action'",
        "8, 101, 'sap', 'trigger'")

    /// The first version is of the past, the last no JSON. A schema that has an operation's name, or an input that looks like a
    /// step, is none.
    private static let versions: [String] = [
        version("7, 100, 1", #"{"keyword":"trigger","provider":"sap","name":"read_idoc"}"#, 1),
        version(
            "7, 100, 2",
            #"{"keyword":"trigger","provider":"sap","name":"new_idoc","input":{"keyword":"action","provider":"sap","name":"read_idoc"},"block":["#
                + #"{"keyword":"action","provider":"sap","name":"post_idoc","extended_input_schema":[{"name":"read_idoc"}]},"#
                + #"{"keyword":"if","block":[{"keyword":"action","provider":"sap","name":"post_idoc"},"#
                + #"{"keyword":"action","provider":"sap","name":"get_idoc"}]}]}"#, 2),
        version("7, 101, NULL", #"{"keyword":"action","provider":"sap","name":"post_idoc""#, 3),
        // Saved twice under one number: the later counts.
        version("8, 101, 1", #"{"keyword":"trigger","provider":"sap","name":"new_idoc"}"#, 4, from: 1),
        version("8, 101, 1", #"{"keyword":"trigger","provider":"sap","name":"read_idoc"}"#, 5, from: 2),
    ]

    private static func version(_ key: String, _ code: String, _ hash: Int, from run: Int = 1) -> String {
        insert(
            "recipe_versions", "managed_user_id, recipe_id, version_no, code, code_sha256, _valid_from",
            "\(key), '\(code)', printf('%064d', \(hash)), \(run)")
    }
}
