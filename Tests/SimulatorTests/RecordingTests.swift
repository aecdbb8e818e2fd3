import Simulator
import Testing

private let head = "date: 2026-01-02T03:04:05.678Z\ncontent-type: application/json; charset=utf-8\n"

@Suite("A recording")
final class RecordingTests {
    private let folder = RecordingFolder()

    deinit { folder.remove() }

    @Test("has a file an answer, in their order, with the bytes that were sent") func files() async throws {
        try await withSimulator(plantedWorld(), folder.options()) { simulator async throws in
            let page = try await simulator.get("/api/managed_users?page=1&per_page=2")
            _ = try await simulator.get("/api/managed_users/Ea%2Fb%20c/recipes/")
            _ = try await simulator.get("/simulator/requests")
            _ = try await simulator.get("/api/managed_users/99")
            #expect(
                try folder.names == [
                    "000001-GET-api-managed_users.answer", "000002-GET-api-managed_users-Ea_2Fb_20c-recipes.answer",
                    "000003-GET-api-managed_users-99.answer", "recording.txt",
                ])
            #expect(
                try folder.text("000001-GET-api-managed_users.answer")
                    == "GET /api/managed_users?page=1&per_page=2\n200\n\(head)\n\(page.text)")
            #expect(
                try folder.text("000002-GET-api-managed_users-Ea_2Fb_20c-recipes.answer")
                    == "GET /api/managed_users/Ea%2Fb%20c/recipes/\n200\n\(head)\n{\"result\":[]}")
            #expect(
                try folder.text("recording.txt") == """
                    workato-mirror recording 1
                    what: answers of a Workato Embedded Partner API in their order, one a file, without secrets
                    base-url: \(simulator.baseURL)

                    """)
        }
    }

    @Test("is for its owner alone") func modes() async throws {
        try folder.make(mode: 0o755)
        try await withSimulator(plantedWorld(), folder.options()) { _ = try await $0.get("/api/users/me") }
        #expect(try folder.mode() == 0o700)
        for name in try folder.names { #expect(try folder.mode(name) == 0o600) }
    }

    @Test("holds faults as they were sent, and no reset") func faults() async throws {
        let faults = """
            GET /api/managed_users first 1 429 retry-after=2
            GET /api/managed_users after 1 for 1 reset
            GET /api/managed_users after 2 for 1 500 html
            GET /api/managed_users after 3 for 1 429 blank
            GET /api/managed_users always truncate
            GET /api/users/me always truncate chunked
            """
        try await withSimulator(plantedWorld(), folder.options(faults)) { simulator async throws in
            for _ in 1...5 { _ = await RawExchange.get("/api/managed_users", port: simulator.port) }
            _ = await RawExchange.get("/api/users/me", port: simulator.port)
        }
        let name = "GET-api-managed_users.answer"
        #expect(
            try folder.text("000001-" + name)
                == "GET /api/managed_users\n429\n\(head)retry-after: 2\n\n{\"message\":\"Too many requests\"}")
        let page = try folder.text("000002-" + name)
        #expect(
            page.hasPrefix(
                "GET /api/managed_users\n500\ndate: 2026-01-02T03:04:05.678Z\ncontent-type: text/html; charset=utf-8\n\n<!DOC"))
        #expect(try folder.text("000003-" + name) == "GET /api/managed_users\n429\ndate: 2026-01-02T03:04:05.678Z\n\n")
        let cut = try folder.text("000004-" + name).split(separator: "\n\n").map { String($0) }
        let length = cut[0].split(separator: "content-length: ").last.flatMap { Int($0) }
        #expect(length.map { $0 / 2 } == cut[1].utf8.count && cut[1].hasPrefix("{\"result\":[{\"id\":10,"))
        #expect(try folder.text("000005-GET-api-users-me.answer").contains("\ntransfer-encoding: chunked\n\n{\"id\":90210,"))
        #expect(try folder.names.count == 6)
    }

    @Test("tells requests apart by their body, on one line") func requestBodies() async throws {
        try await withSimulator(plantedWorld(), folder.options()) { simulator async throws in
            let path = "/api/managed_users/10/connections/1/pick_list"
            _ = try await simulator.send(.POST, path, "{\"pick_list_name\": \"a\\nb\",\n \"password\": \"p4ss\", \"n\": 1.50}")
            _ = try await simulator.send(.POST, path, "a\n\nb")
            _ = try await simulator.send(.GET, path, "{}")
        }
        let files = try folder.names.map { try folder.text($0) }
        #expect(files[0].contains("\nrequest-body: {\"pick_list_name\":\"a\\nb\",\"password\":\"[redacted]\",\"n\":1.50}\n\n{"))
        #expect(files[1].contains("\nrequest-body: \"a\\n\\nb\"\n\n{") && files[2].contains("\nrequest-body: {}\n\n{"))
    }

    @Test("goes on in a folder that has one") func continued() async throws {
        for _ in 1...2 {
            try await withSimulator(plantedWorld(), folder.options()) { _ = try await $0.get("/api/users/me") }
            try folder.write("half", to: ".000002-GET-api-users-me.answer.part")
        }
        try await withSimulator(plantedWorld(), folder.options()) { _ in }
        #expect(
            try folder.names == [
                "000001-GET-api-users-me.answer", "000002-GET-api-users-me.answer", "recording.txt",
            ])
    }

    @Test("is not begun among other files, nor in one of another format") func refused() async throws {
        try folder.make(mode: 0o755)
        try folder.write("x", to: "notes.txt")
        await #expect(throws: SimulatorError.recording(folder: folder.path, reason: "it is not empty and holds no recording")) {
            try await withSimulator(plantedWorld(), folder.options()) { _ in }
        }
        try folder.write("workato-mirror recording 2\n", to: "recording.txt")
        await #expect(throws: SimulatorError.recording(folder: folder.path, reason: "recording.txt names another format than 1")) {
            try await withSimulator(plantedWorld(), folder.options()) { _ in }
        }
        await #expect(throws: SimulatorError.self) {
            try await withSimulator(plantedWorld(), .with { $0.recording = folder.path + "/notes.txt" }) { _ in }
        }
        #expect(try folder.names == ["notes.txt", "recording.txt"])
    }

    @Test("that cannot go on is an error to the client") func full() async throws {
        try await withSimulator(plantedWorld(), folder.options()) { simulator async throws in
            _ = try await simulator.get("/api/users/me")
            folder.remove()
            let reply = try await simulator.get("/api/users/me")
            #expect(reply.status == 500 && reply.text.hasPrefix("{\"message\":\"cannot record into "))
        }
    }
}
