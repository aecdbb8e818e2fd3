extension FixtureRows {
    static let people: [String] = [
        live(
            "members", "managed_user_id, id, grant_type, role_name, name, email", "7, 1, 'team', 'Auditor', 'Ann', 'ann@acme.test'",
            "7, 2, 'team', 'Admin', 'Bob', 'bob@acme.test'", "7, 3, 'federation_manager', 'Admin', 'Pat', 'pat@partner.test'",
            "10, 1, 'team', 'Auditor', 'Cy', NULL"),
        live(
            "members", "managed_user_id, id, grant_type, env_roles, name",
            #"7, 4, 'team', '[{"environment":"dev","name":"Runner"}]', 'Dee'"#),
        // Only an environment's member has 6, nobody has 7, which allows nothing; the members of customer 8 are not known.
        live("roles", "managed_user_id, id, name", "7, 5, 'Auditor'", "7, 6, 'Runner'", "7, 7, 'Empty'", "8, 5, 'Auditor'"),
        live(
            "role_privileges", "managed_user_id, role_id, resource, privilege", "7, 5, 'Recipes', 'read'", "7, 5, 'Connections', 'read'",
            "7, 5, 'Connections', 'create'", "7, 6, 'Recipes', 'run'", "8, 5, 'Recipes', 'delete'"),
    ].flatMap { $0 }

    static let properties = live(
        "properties", "managed_user_id, name, value", "7, 'limit', '5'", "8, 'limit', '5'", "7, 'region', 'eu'", "8, 'region', 'us'",
        "10, 'region', ''", "8, 'sys', 'x'")
}
