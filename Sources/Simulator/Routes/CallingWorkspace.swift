/// The workspace that the credentials belong to; clients ask for it to check their credentials.
extension Routes {
    func addCallingWorkspace(email: String) {
        get("users/me", .other) { _, state in .object(state.callingWorkspace(email: email)) }
    }
}

extension WorldState {
    // Generated clients need the times of the billing period, and fail without them.
    fileprivate func callingWorkspace(email: String) -> JSON {
        let created = Moment(2019, 2, 1, 17)
        let month = now.pacificMonth
        let recipes = self[.recipes(of: Self.partner)]
        return [
            "id": .integer(Self.partnerUser), "name": "Embed admin", "created_at": .string(created.pacific), "plan_id": "oem_vendor",
            "current_billing_period_start": .string(month.start.pacific),
            "current_billing_period_end": .string(month.adding(1).start.pacific), "expert": false, "avatar_url": .null,
            "recipes_count": .integer(recipes.entries.count), "interested_applications": [], "company_name": "Example Vendor",
            "location": .null, "last_seen": .string(now.pacific), "contact_phone": .null, "contact_email": .null, "about_me": .null,
            "email": .string(email), "phone": .null, "active_recipes_count": .integer(recipes.count("running", .bool(true))),
            "root_folder_id": .integer(Self.partnerHome),
        ]
    }
}
