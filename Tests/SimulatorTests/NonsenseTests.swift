import NIOHTTP1
import Simulator
import Testing

@Suite("Nonsense")
struct NonsenseTests {
    private static let customer = "/api/managed_users/10"
    private static let requests: [(HTTPMethod, String)] = [
        (.GET, "/members"), (.POST, "/members"), (.PUT, "/members/1"), (.DELETE, "/members/x"), (.POST, "/member"), (.DELETE, "/member"),
        (.POST, "/member_invitations"), (.GET, "/members/1/privileges"), (.GET, "/folders?parent_id=x"), (.POST, "/folders"),
        (.PUT, "/folders/1"), (.DELETE, "/folders/9"), (.GET, "/projects"), (.PUT, "/projects/1"), (.DELETE, "/projects/9"),
        (.GET, "/roles?role_name=x"), (.POST, "/roles/1/copy"), (.GET, "/properties"), (.GET, "/properties?prefix=x&project_id=x"),
        (.POST, "/properties"), (.GET, "/recipes?folder_id=x&order=x"), (.GET, "/recipes/1/versions"), (.POST, "/recipes/1/copy"),
        (.POST, "/recipes/1/reset_trigger"), (.POST, "/recipes/x/poll_now"), (.PUT, "/recipes/1/force_run"), (.PUT, "/recipes/1/share"),
        (.GET, "/recipes/1/jobs?offset_job_id=%FF"), (.GET, "/recipes/1/jobs/%2F"), (.POST, "/recipes/1/repeat_jobs"),
        (.GET, "/connections?parent_id=x"), (.POST, "/connections/1/disconnect"), (.POST, "/connections/1/pick_list"),
        (.POST, "/lookup_tables"), (.POST, "/lookup_tables/batch_delete"), (.PUT, "/upgrade"), (.PUT, "/downgrade"),
        (.POST, "/environments"), (.GET, "/../../recipes/search?page=x&per_page=-1"), (.POST, "/nothing"),
    ]

    private func world() -> World {
        let world = plantedWorld()
        let places = [Place.members, Place.folders, Place.projects, Place.roles, Place.recipes, Place.connections]
        for place in places { world.add(["id": 1, "name": 7, "role_name": 7, "folder_id": "x"], to: place(10)) }
        return world
    }

    @Test(
        "is answered in the API's words and never with a server error",
        arguments: [
            nil, "", "{", "[]", "null", "{}", #"{"name":[]}"#, #"{"properties":{"":{}},"ids":{},"job_ids":[[]]}"#,
            #"{"recipe":[],"lookup_table":{"name":"x","schema":{}},"environments":{},"member_id":[],"folder_ids":{}}"#, "\u{FF}",
            #"{"name":"x","parent_id":99999999999999999999,"folder_id":{},"project_id":[]}"#, #"{"plan_id":{},"prefix":{},"provider":{}}"#,
        ])
    func nonsense(body: String?) async throws {
        try await withSimulator(world(), .with { $0.rateWindow = 0 }) { simulator async throws in
            for (method, path) in Self.requests {
                let reply = try await simulator.send(method, Self.customer + path, body)
                #expect([200, 400, 403, 404].contains(reply.status), "\(method) \(path)")
                #expect(reply.status == 200 || reply.json["message"]?.stringValue != nil, "\(method) \(path)")
            }
        }
    }

    @Test("of a customer that does not exist is not found") func unknownCustomer() async throws {
        try await withSimulator(world(), .with { $0.rateWindow = 0 }) { simulator async throws in
            for (method, path) in Self.requests where !path.contains("..") {
                let reply = try await simulator.send(method, "/api/managed_users/99" + path)
                #expect(reply.status == 404 && reply.text == #"{"message":"Not found"}"#, "\(method) \(path)")
            }
        }
    }
}
