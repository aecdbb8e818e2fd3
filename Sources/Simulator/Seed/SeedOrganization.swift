/// The organization of a workspace: roles, members, folders, projects and properties.
extension WorkspaceSeeder {
    /// It has its own generator, so that the rest of the world does not depend on it.
    mutating func seedOrganization() {
        random = SplitMix64(options.seed, 11, UInt64(profile.index))
        seedFolders()
        seedRoles()
        seedMembers()
        seedProperties()
    }

    private mutating func seedRoles() {
        for name in random.some(random.below(4), of: Vocabulary.roles) {
            let created = someTime()
            let id = identities.next(.role, at: created)
            let folders = random.some(random.below(3), of: result.folderTree.entries.map(\.id))
            let privileges = random.some(random.between(1, 5), of: Privileges.groups).map { group in
                JSON.Member(group.0, .texts(random.some(random.between(1, 3), of: group.1)))
            }
            let role = RoleShape(
                id: id, name: name, inheritable: random.chance(20), folders: folders, created: created,
                updated: between(created, options.now), privileges: .object(privileges))
            result.roles.insert(role.record, id: id)
        }
    }

    private mutating func seedMembers() {
        let roles = ["Admin", "Admin", "Analyst", "Operator"] + result.roles.values.compactMap { $0["name"]?.stringValue }
        for (first, last) in random.some(random.below(7), of: Vocabulary.people) {
            let id = identities.next(.member, at: someTime())
            let address = "\(first).\(last)".lowercased().filter { $0.isASCII && ($0.isLetter || $0 == ".") }
            result.members.insert(
                MemberShape(
                    id: id, name: random.chance(97) ? "\(first) \(last)" : nil, role: random.pick(roles),
                    grantType: random.chance(10) ? "federation_manager" : "team",
                    externalID: random.chance(60) ? "UU\(random.hex(8).uppercased())" : nil,
                    email: random.chance(90) ? "\(address)@\(profile.index).example.com" : nil,
                    timeZone: random.chance(60) ? random.pick(Vocabulary.zones) : nil
                ).record, id: id)
        }
    }

    private mutating func seedProperties() {
        for name in random.some(random.below(11), of: Vocabulary.properties) {
            result.properties[name] = propertyValue(name)
        }
    }

    // Some real values are secrets. A mirror must treat all of them as secrets.
    private mutating func propertyValue(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "password", "api_key", "token": "s3cr3t-\(random.hex(16))\(random.hex(16))"
        case "host", "base_url": "https://\(profile.index).example.com/\(random.hex(4))"
        case "certificate": "-----BEGIN CERTIFICATE-----\n\(random.hex(16))\n-----END CERTIFICATE-----"
        case "note": random.pick(["", "  kept \"as is\", \\ and all", "営業 🗾"])
        default: String(random.below(1000))
        }
    }
}

/// The fields of a role, in the order in which the API shows them.
struct RoleShape {
    var id: Int64
    var name: String
    var inheritable: Bool
    var folders: [Int64]
    var created: Moment
    var updated: Moment
    var privileges: JSON

    var record: JSON {
        [
            "id": .integer(id), "name": .string(name), "inheritable": .bool(inheritable),
            "folder_ids": .array(folders.map { .integer($0) }), "created_at": .string(created.pacific),
            "updated_at": .string(updated.pacific), "privileges": privileges,
        ]
    }
}

/// The fields of a member, in the order in which the API shows them.
struct MemberShape {
    var id: Int64
    var name: String?
    /// A member refers to its role by the role's name.
    var role: String?
    var grantType = "team"
    var externalID: String?
    var email: String?
    var timeZone: String?

    var record: JSON {
        [
            "id": .integer(id), "grant_type": .string(grantType), "role_name": .text(role), "external_id": .text(externalID),
            "name": .text(name), "email": .text(email), "time_zone": .text(timeZone),
        ]
    }
}

extension Vocabulary {
    static let roles = ["Builder", "Auditor (read only)", "Support / L2", "Release manager"]
    static let properties = [
        "crm.base_url", "crm.token", "erp.api_key", "erp.batch_size", "feature.v2", "ftp.certificate", "ftp.host", "ftp.password", "note",
        "Region code", "retry_limit", "größe",
    ]
    static let folders = [
        "Finance", "HR onboarding", "Orders", "Archive", "Shared", "QA", "Legacy (do not touch)", "Master data", "Reports / 2023",
        " Sandbox", "東京", "Orders",
    ]
}
