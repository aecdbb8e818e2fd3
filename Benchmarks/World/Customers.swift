extension World {
    /// A customer account with all fields of API.md 4.1 that a list is known to hold.
    func customer(_ customer: Int) -> JSON {
        var dice = Dice(shape.seed, 1, UInt64(customer))
        let host = "\(customer).example.com"
        let name = "\(dice.pick(Words.companies)) \(dice.pick(["GmbH", "Inc.", "Ltd", "& Søn"])) \(customer)"
        return [
            "id": .number(customerID(customer)), "external_id": .text("A\(2300 + customer)"), "name": .text(name),
            "notification_email": .text("integrations@\(host)"), "error_notification_emails": .text("ops@\(host),oncall@\(host)"),
            "admin_notification_emails": nil, "plan_id": .text(dice.pick(["oem_plan", "business_yearly"])),
            "origin_url": .text("https://app.\(host)"), "frame_ancestors": .text("https://app.\(host),https://*.example.com"),
            "trial": false, "in_trial": .bool(dice.chance(5)),
            "whitelisted_apps": .texts(Array(Words.applications.prefix(dice.between(2, 6)))),
            "created_at": .text(dice.time(in: 2022)), "updated_at": .text(dice.time(in: 2025)),
            "current_billing_period_start": "2025-06-01T00:00:00.000-07:00", "current_billing_period_end": "2025-07-01T00:00:00.000-07:00",
            "task_limit_adjustment": "0", "task_limit": 1_000_000, "task_count": .number(dice.between(0, 90_000)),
            "active_connection_limit": nil, "active_connection_count": .number(shape.connectionsPerCustomer),
            "active_recipe_count": .number(dice.between(40, 90)), "time_zone": "Central Time (US & Canada)", "team_name": .text(name),
        ]
    }

    /// A connection (API.md 4.3).
    func connection(_ customer: Int, _ position: Int) -> JSON {
        var dice = Dice(shape.seed, 2, UInt64(customer), UInt64(position))
        let application = Words.applications[(customer + position) % Words.applications.count]
        return [
            "id": .number(connectionID(customer, position)), "name": .text("\(dice.pick(Words.companies))'s \(application)"),
            "provider": .text(application), "description": nil, "authorized_at": .text(dice.time(in: 2024)),
            "authorization_status": "success", "authorization_error": nil, "created_at": .text(dice.time(in: 2023)),
            "updated_at": .text(dice.time(in: 2025)), "external_id": dice.chance(15) ? .text("conn-\(dice.hex(6))") : nil,
            "folder_id": .number(700_000 + customer), "parent_id": nil, "connection_lost_at": nil, "connection_lost_reason": nil,
        ]
    }
}
