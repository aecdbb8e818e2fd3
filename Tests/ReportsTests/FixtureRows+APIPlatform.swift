extension FixtureRows {
    static let apiPlatform: [String] = [
        live("api_collections", "managed_user_id, id, name, version", "7, 20, 'Orders', '1.0'", "0, 20, 'Own', NULL"),
        live(
            "api_endpoints", "managed_user_id, id, api_collection_id, flow_id, method, path, active", "7, 30, 20, 100, 'GET', '/orders', 1",
            "7, 31, 20, 101, 'POST', '/bills', 1", "7, 32, 20, 109, 'GET', '/old', 1", "7, 33, 21, 110, 'GET', '/new', 1",
            "7, 34, 20, NULL, NULL, '/none', 1", "7, 35, 20, 101, 'GET', '/off', 0", "0, 30, 20, 1, 'GET', '/own', 1"),
        live("api_clients", "managed_user_id, id, name", "7, 40, 'Shop'", "7, 41, 'Old shop'", "0, 40, 'Own client'"),
        // Ids as numbers and as texts; a client with two profiles; a collection and a client that are not known.
        live(
            "api_access_profiles", "managed_user_id, id, name, api_client_id, api_collection_ids, active, auth_type",
            "7, 60, 'Key', 40, '[20]', 1, 'token'", "7, 61, 'Former', 41, '[\"20\",21]', 0, 'oauth2'",
            "7, 62, 'Second key', 40, '[20]', 1, 'jwt'", "7, 63, 'Nothing', 42, '[]', 1, 'token'",
            "0, 60, 'Own key', 40, '[\"20\"]', NULL, NULL"),
    ].flatMap { $0 }
}
