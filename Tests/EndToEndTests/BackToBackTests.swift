import Testing

@Suite("A sync right after another")
struct BackToBackTests {
    @Test("asks no more than the server's window has left") func noneRefused() async throws {
        try await Scene.play(["--rate-window", "2", "--limit", "folders=40", "--limit", "roles=6"]) { scene in
            try scene.settings("limits: {folders: 40, roles: 6}\nreserve: 0")
            for _ in 1...3 {
                let run = try await scene.mirror("sync", environment: ["WORKATO_RATE_WINDOW": "2"])
                #expect(run.code == 0, "\(run.errors)")
            }
            #expect(try await scene.refusedRequests() == 0)
        }
    }
}
