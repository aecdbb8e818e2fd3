extension WorldState {
    /// Adds the customer with this index, and everything it owns. It does not depend on the customers that follow.
    mutating func seedCustomer(_ index: Int, _ options: WorldOptions) {
        var random = SplitMix64(seed, 1, UInt64(index))
        let profile = CustomerProfile(index, options, &random)
        let id = identities.next(.customer, at: profile.created)
        var seeder = WorkspaceSeeder(customer: id, profile: profile, options: options, identities: identities)
        identities = Identities()  // The seeder has them now. With two owners, each customer would make a copy.
        let workspace = seeder.workspace()
        identities = seeder.identities
        workspaces[id] = workspace
        let record = customerRecord(id, profile, workspace, &random)
        customers.insert(record, id: id)
    }

    private func customerRecord(_ id: Int64, _ profile: CustomerProfile, _ workspace: Workspace, _ random: inout SplitMix64) -> JSON {
        let host = "\(profile.index).example.com"
        let providers = workspace.connections.values.compactMap { $0["provider"]?.stringValue }
        let apps: [JSON] = [.texts(providers.uniqued()), .texts(providers.uniqued()), .array([]), .null]
        let updated = profile.created.adding(minutes: Int64(random.below(120_000)))
        return CustomerShape(
            id: id, externalID: Self.externalID(profile.index, &random), name: Self.spiced(profile.name, &random),
            notificationEmail: random.chance(90) ? "integrations@\(host)" : nil,
            errorEmails: random.chance(40) ? "ops@\(host),oncall@\(host)" : nil,
            plan: random.chance(95) ? random.pick(Vocabulary.plans) : nil,
            origin: random.chance(50) ? "https://app.\(host)" : nil,
            inTrial: profile.habit == .trial, whitelistedApps: random.pick(apps), created: profile.created, updated: min(updated, now),
            hasBillingPeriod: random.chance(90), taskLimit: random.chance(80) ? random.pick([10_000, 50_000, 1_000_000]) : nil,
            connectionLimit: random.chance(20) ? 50 : nil, timeZone: random.chance(80) ? random.pick(Vocabulary.zones) : nil,
            teamName: random.chance(50) ? profile.name : nil
        ).record(now: now)
    }

    // Only digits, with blanks and slashes, and none at all: partners really send such ids.
    private static func externalID(_ index: Int, _ random: inout SplitMix64) -> String? {
        switch index % 7 {
        case 3: nil
        case 4: "team/\(index) \(random.pick(["north", "süd", "a+b"]))"
        case 5: String(700_000 + index)
        default: "A\(2300 + index)"
        }
    }

    private static func spiced(_ name: String, _ random: inout SplitMix64) -> String {
        switch random.below(20) {
        case 0: " \(name)"
        case 1: "\(name), Inc.\n"
        case 2: "\(name) 🌍"
        default: name
        }
    }
}

/// The fields of a customer, in the order in which the API shows them.
struct CustomerShape {
    var id: Int64
    var externalID: String?
    var name: String
    var notificationEmail: String?
    var errorEmails: String?
    var plan: String? = "oem_plan"
    var origin: String?
    var inTrial = false
    var whitelistedApps: JSON = []
    var created: Moment
    var updated: Moment
    var hasBillingPeriod = true
    var taskLimit: Int?
    var connectionLimit: Int?
    var timeZone: String?
    var teamName: String?

    func record(now: Moment) -> JSON {
        let month = now.pacificMonth
        return [
            "id": .integer(id), "external_id": .text(externalID), "name": .string(name), "notification_email": .text(notificationEmail),
            "error_notification_emails": .text(errorEmails), "admin_notification_emails": .null, "plan_id": .text(plan),
            "origin_url": .text(origin), "frame_ancestors": .text(origin.map { "\($0),https://*.example.com" }), "trial": .bool(inTrial),
            "in_trial": .bool(inTrial), "whitelisted_apps": whitelistedApps, "created_at": .string(created.pacific),
            "updated_at": .string(updated.pacific), "current_billing_period_start": .text(hasBillingPeriod ? month.start.pacific : nil),
            "current_billing_period_end": .text(hasBillingPeriod ? month.adding(1).start.pacific : nil), "task_limit_adjustment": "0",
            "task_limit": .integer(taskLimit), "task_count": 0, "active_connection_limit": .integer(connectionLimit),
            "active_connection_count": 0, "active_recipe_count": 0, "time_zone": .text(timeZone), "team_name": .text(teamName),
        ]
    }
}

extension Array where Element: Equatable {
    /// Each element once, in the order of first appearance.
    func uniqued() -> [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
