import Testing

@Suite("The page about billing", .serialized)
struct BillingPageTests {
    @Test("has commands that print what it says, in their order") func commands() async throws {
        let story = try PageStory("Documentation/billing.md")
        #expect(story.shown > 6)
        try await Scene.play { scene in
            try await story.play(in: scene) { commands in
                commands.replacing(/(?m)^(workato-mirror billing(?: preview .*| show .*)?)$/) { "\($0.1) --format table" }
            }
        }
    }
}
