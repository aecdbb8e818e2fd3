import NIOHTTP1
import Simulator
import Testing

@Suite("Access")
struct AccessTests {
    private static let unauthorized = "{\"message\":\"Unauthorized\"}"
    private static let notFound = "{\"message\":\"Not found\"}"

    @Test("is granted to all three kinds of credentials") func kinds() async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            let headers: HTTPHeaders = ["X-USER-TOKEN": "simulator-token", "X-USER-EMAIL": "owner@example.com"]
            let query = "?user_email=owner%40example.com&user_token=simulator-token"
            #expect(try await simulator.get("/api/users/me").status == 200)
            #expect(try await simulator.get("/api/users/me", headers: headers).status == 200)
            #expect(try await simulator.get("/api/users/me" + query, headers: [:]).status == 200)
        }
    }

    @Test(
        "is refused without the right ones",
        arguments: [
            [:], ["Authorization": "Bearer wrong"], ["Authorization": "simulator-token"], ["X-USER-TOKEN": "simulator-token"],
            ["X-USER-TOKEN": "simulator-token", "X-USER-EMAIL": "other@example.com"],
        ] as [HTTPHeaders])
    func refused(headers: HTTPHeaders) async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            for path in ["/api/users/me", "/api/managed_users", "/api/nowhere", "/"] {
                let reply = try await simulator.get(path, headers: headers)
                #expect(reply.status == 401 && reply.text == Self.unauthorized)
            }
        }
    }

    @Test("to a customer is by id or by E and the encoded external id") func customerIDs() async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            for path in ["20", "EA2300", "20/"] { #expect(try await simulator.get("/api/managed_users/\(path)").json["id"] == 20) }
            #expect(try await simulator.get("/api/managed_users/Ea%2Fb%20c").json["id"] == 30)
            #expect(try await simulator.get("/api/managed_users/Ea%2Fb%20c/recipes").text == "{\"result\":[]}")
            #expect(simulator.requests.all.last?.path == "/api/managed_users/Ea%2Fb%20c/recipes")
        }
    }

    @Test(
        "to what does not exist is not found",
        arguments: [
            "managed_users/99", "managed_users/A2300", "managed_users/E", "managed_users/members", "managed_users/99/recipes",
            "managed_users/10/recipes/1", "managed_users/10/recipes/x", "managed_users/10/lookup_tables/1/rows", "managed_users/10/nothing",
            "managed_users/Ea/b c", "managed_users/99999999999999999999999",
        ])
    func missing(path: String) async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            let reply = try await simulator.get("/api/" + path.replacing(" ", with: "%20"))
            #expect(reply.status == 404 && reply.text == Self.notFound)
        }
    }

    @Test("can be played otherwise by a test") func override() async throws {
        let options = SimulatorOptions.with {
            $0.respond = { $0.path == "/api/managed_users/10" ? PlayedAnswer(503, "<html>") : nil }
        }
        try await withSimulator(plantedWorld(), options) { simulator async throws in
            let played = try await simulator.get("/api/managed_users/10", headers: [:])
            #expect(played.status == 503 && played.text == "<html>")
            #expect(try await simulator.get("/api/managed_users/20").status == 200)
            #expect(simulator.requests.counts == ["GET /api/managed_users/10": 1, "GET /api/managed_users/20": 1])
        }
    }

    @Test("needs a free port, or says why not") func busyPort() async throws {
        try await withSimulator(plantedWorld()) { simulator async throws in
            await #expect(throws: (any Error).self) {
                try await withSimulator(plantedWorld(), .with { $0.port = simulator.port }) { _ in }
            }
        }
    }
}
