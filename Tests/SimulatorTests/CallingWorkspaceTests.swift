import Simulator
import Testing

@Suite("The calling workspace")
struct CallingWorkspaceTests {
    @Test("is shown with all fields that generated clients read") func fields() async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            let me = try await simulator.get("/api/users/me").json
            #expect(
                me.members?.map(\.name) == [
                    "id", "name", "created_at", "plan_id", "current_billing_period_start", "current_billing_period_end", "expert",
                    "avatar_url", "recipes_count", "interested_applications", "company_name", "location", "last_seen", "contact_phone",
                    "contact_email", "about_me", "email", "phone", "active_recipes_count", "root_folder_id",
                ])
            #expect(me["current_billing_period_start"] == "2024-06-01T00:00:00.000-07:00")
            #expect(me["current_billing_period_end"] == "2024-07-01T00:00:00.000-07:00")
            #expect(me["interested_applications"] == [] && me["expert"] == false && me["email"] == "owner@example.com")
        }
    }
}
