/// The table of how dialects show fields. A record of the world has the fields of all dialects (API.md 3.3, 4).
extension FieldRule {
    static let all: [Listing: [FieldRule]] = [
        .customers: [
            .since(
                .year2022, "error_notification_emails", "admin_notification_emails", "frame_ancestors", "trial", "whitelisted_apps",
                "current_billing_period_start", "current_billing_period_end", "task_limit_adjustment", "task_limit", "task_count",
                "active_connection_limit", "active_connection_count", "active_recipe_count"),
            .since(.year2024, "time_zone", "team_name"), .since(.year2025, "full_embedding", "auth_settings", "environments"),
            .until(.year2024, "task_limit_adjustment", "task_limit"),
            .until(.year2020, "external_id", as: .namedAlone("exteranl_id")), .until(.year2020, "origin_url", as: .absentAlone),
        ],
        .members: [.since(.year2025, "env_roles", "project_grants", "privileges")],
        .connections: [
            .since(.year2022, "external_id", "folder_id", "parent_id"),
            .since(.year2024, "description", "connection_lost_at", "connection_lost_reason"),
            .since(.year2024, "tags"), .since(.year2024, "tags", as: .onRequest),
            .until(.year2020, "authorized_at", "created_at", "updated_at", as: .utc),
        ],
        .recipes: [
            .since(
                .year2022, "lifetime_task_count", "stopped_at", "stop_cause", "author_name", "version_author_name",
                "version_author_email", "version_comment"),
            .since(.year2024, "project_id"), .since(.year2024, "tags"), .since(.year2024, "tags", as: .onRequest),
        ],
        .jobs: [.until(.year2020, "id", as: .number), .until(.year2020, "started_at", "completed_at", as: .utc)],
        .folders: [.since(.year2024, "is_project", "project_id")],
        .roles: [.since(.year2022, "privileges"), .until(.year2022, "folder_ids", as: .texts)],
        .lookupTables: [.since(.year2024, "project_id")],
        .apiCollections: [.since(.year2024, "project_id")],
        .apiClients: [.since(.year2024, "project_id"), .always(FieldRule.secondVersion, as: .absent)],
        .integrations: connectors, .allIntegrations: connectors,
        .customConnectors: [.always("released_versions", as: .first(10)), .since(.year2022, "static_webhook_url")],
    ]

    private static let connectors: [FieldRule] = [
        .until(.year2022, "image_url", "mobile_image_url", "requires_connection", "mobile_search"),
        .since(.year2024, "categories", "oauth", "deprecated", "secondary", "triggers", "actions"),
    ]

    /// Fields that only the second version of the clients' listing shows.
    private static let secondVersion = [
        "description", "active_api_keys_count", "total_api_keys_count", "is_legacy", "email", "auth_type", "api_token",
        "mtls_enabled", "validation_formula", "cert_bundle_ids", "api_policies", "api_collections",
    ]
}
