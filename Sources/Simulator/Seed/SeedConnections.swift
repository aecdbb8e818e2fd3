extension WorkspaceSeeder {
    mutating func seedConnections() {
        for _ in 0..<count(around: options.connectionsPerCustomer) {
            let created = someTime()
            let id = identities.next(.connection, at: created)
            result.connections.insert(connection(id, created), id: id)
        }
    }

    private mutating func connection(_ id: Int64, _ created: Moment) -> JSON {
        let application = random.pick(Connector.all)
        let status: String? = random.pick(["success", "success", "success", "success", "success", "success", "failed", "exception", nil])
        let authorized = between(created, options.now)
        let lost = status == "failed" || status == "exception"
        let error = lost ? random.pick(Vocabulary.connectionErrors) : nil
        return ConnectionShape(
            id: id, name: connectionName(application), provider: random.chance(96) ? application.provider : nil,
            description: random.chance(20) ? "Owned by \(random.pick(Vocabulary.people).0)" : nil,
            authorized: status == nil ? nil : authorized, status: status, error: error, created: created,
            updated: between(authorized, options.now), externalID: random.chance(15) ? "conn-\(random.hex(6))" : nil,
            folder: random.chance(90) ? random.pick(result.folders) : nil, parent: result.connections.entries.first.map(\.id),
            hasParent: random.chance(5), lost: lost ? between(authorized, options.now) : nil
        ).record
    }

    private mutating func connectionName(_ application: Connector) -> String {
        switch random.below(16) {
        case 0: "  \(application.title) (old)"
        case 1: "\(application.title)\nsandbox"
        case 2: "🔌 \(application.title)"
        case 3...6: "\(application.title) production"
        default: "\(profile.name)'s \(application.title)"
        }
    }
}

/// The fields of a connection, in the order in which the API shows them.
struct ConnectionShape {
    var id: Int64
    var name: String
    var provider: String?
    var description: String?
    var authorized: Moment?
    var status: String?
    var error: String?
    var created: Moment
    var updated: Moment
    var externalID: String?
    var folder: Int64?
    var parent: Int64?
    var hasParent = false
    var lost: Moment?

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "provider": .text(provider), "description": .text(description),
            "authorized_at": .text(authorized?.pacific), "authorization_status": .text(status), "authorization_error": .text(error),
            "created_at": .string(created.pacific), "updated_at": .string(updated.pacific), "external_id": .text(externalID),
            "folder_id": .integer(folder), "parent_id": .integer(hasParent ? parent : nil), "connection_lost_at": .text(lost?.pacific),
            "connection_lost_reason": .text(lost == nil ? nil : error),
        ]
    }
}
