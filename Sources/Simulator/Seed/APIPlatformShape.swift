/// The fields of an API collection, in the order in which the API shows them.
struct CollectionShape {
    var id: Int64
    var name: String
    var owner: Int64
    var project: Int64?
    var created: Moment
    var updated: Moment
    /// Opens the specification to whoever has its URL.
    var token: String

    /// The part of URLs that names the collection.
    var slug: String { String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }) + "-v1" }

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "version": "1.0", "url": .string("https://apim.example.com/w\(owner)/\(slug)"),
            "api_spec_url": .string("https://www.workato.com/doc/service/w\(owner)/\(slug)/swagger?token=\(token)"),
            "created_at": .string(created.pacific), "updated_at": .string(updated.pacific), "project_id": .text(project.map { String($0) }),
        ]
    }
}

/// The fields of an API endpoint, in the order in which the API shows them.
struct EndpointShape {
    var id: Int64
    var collection: CollectionShape
    /// The recipe behind it.
    var recipe: Int64
    var name: String
    var method: String
    var path: String
    var active: Bool
    var legacy: Bool
    var created: Moment
    var updated: Moment

    var record: JSON {
        let base = "/w\(collection.owner)/\(collection.slug)"
        return [
            "id": .integer(id), "api_collection_id": .integer(collection.id), "flow_id": .integer(recipe), "name": .string(name),
            "method": .string(method), "url": .string("https://apim.example.com\(base)\(path)"),
            "legacy_url": .text(legacy ? "https://www.workato.com/webhooks/rest\(base)\(path)" : nil), "base_path": .string(base),
            "path": .string(path), "active": .bool(active), "legacy": .bool(legacy), "created_at": .string(created.pacific),
            "updated_at": .string(updated.pacific),
        ]
    }
}

/// The fields of an API client: those of the first listing, then those that only the second version shows.
struct ClientShape {
    var id: Int64
    var name: String
    var project: Int64?
    var created: Moment
    var updated: Moment
    var token: String?

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "created_at": .string(created.pacific), "updated_at": .string(updated.pacific),
            "project_id": .text(project.map { String($0) }), "description": .null, "active_api_keys_count": token == nil ? 0 : 1,
            "total_api_keys_count": token == nil ? 0 : 1, "is_legacy": .bool(token != nil), "email": .null, "auth_type": "token",
            "api_token": .text(token), "mtls_enabled": false, "validation_formula": .null, "cert_bundle_ids": [], "api_policies": [],
            "api_collections": [],
        ]
    }
}

/// The fields of an access profile, in the order in which the API shows them; the documentation shows a customer's by mistake.
struct AccessProfileShape {
    var id: Int64
    var name: String
    var client: Int64
    var collections: [Int64]
    var active = true
    var authType = "token"
    var created: Moment
    var updated: Moment

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "api_client_id": .integer(client),
            "api_collection_ids": .array(collections.map { .integer($0) }), "active": .bool(active), "auth_type": .string(authType),
            "secret": .null, "token": .null, "created_at": .string(created.pacific), "updated_at": .string(updated.pacific),
        ]
    }
}
