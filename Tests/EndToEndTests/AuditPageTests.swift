import Testing

@Suite("The page about an audit", .serialized)
struct AuditPageTests {
    @Test(
        "has commands that print what it says, in their order",
        .enabled(
            if: OtherProgram.isThere("ssh-keygen", "sha256sum", "sqlite3"), "ssh-keygen, sha256sum or sqlite3 is not on the path"))
    func commands() async throws {
        let story = try PageStory("Documentation/audit.md")
        #expect(story.shown > 9)
        try await Scene.play { scene in
            try await story.play(in: scene) { commands in
                commands.replacing(/(?m)^(workato-mirror (?:query|history|snapshot diff|verify --against-api) .*)$/) {
                    "\($0.1) --format table"
                }
            }
        }
    }
}
