import Foundation
import Testing

@Suite("The page about evidence", .serialized, .enabled(if: OtherProgram.isThere("python3"), "no python3 on the path"))
struct EvidencePageTests {
    @Test("has an example with the digests that it says, and so has the guide in a snapshot") func example() async throws {
        let page = try Repository.text("Documentation/evidence.md")
        let match = try #require(page.firstMatch(of: /```python\n((?:.*\n)*?)```\n\n```text\n((?:.*\n)*?)```/))
        let (program, printed) = (String(match.1), String(match.2))
        try await Scene.play { scene in
            try scene.write(program, to: "example.py")
            let run = try await scene.shell("python3 example.py")
            #expect(run.code == 0 && run.text == printed, "\(run.everything)")
        }
        let guide = try Repository.text("Sources/Evidence/SQL/snapshot-guide.txt")
        #expect(guide.utf8.allSatisfy { $0 < 128 })
        // The text, the row's hash, and the digest of the rows.
        for line in printed.split(separator: "\n").dropFirst().prefix(3) { #expect(guide.contains(line.replacing(" ", with: ""))) }
    }

    @Test("leads to a verifier that shares nothing with the program and finds the same") func verifier() async throws {
        let script = Repository.root.appending(path: "scripts/verify-chain.py").path
        try await Scene.playBilling { scene in
            try await scene.letPass(days: 1)
            try await scene.sync()
            let refused = try await scene.mirror("sync", environment: ["WORKATO_API_TOKEN": "wrong"])
            #expect(refused.code == 77)
            try await scene.billing("close", PastMonth.ago(2))
            let kinds = try scene.rows("SELECT DISTINCT kind FROM chain_links ORDER BY kind").flatMap { $0 }
            #expect(kinds == ["close", "run"])

            let verified = try await scene.mirror("verify")
            let head = String(try #require(verified.text.firstMatch(of: /\nhead +([0-9a-f]{64})\n/)).1)
            let run = try await scene.shell("python3 '\(script)' mirror.db \(head)")
            #expect(verified.code == 0 && run.code == 0 && run.text == "4 links, 0 problems\nhead    \(head)\n", "\(run.everything)")
            let other = try await scene.shell("python3 '\(script)' mirror.db \(String(repeating: "0", count: 64))")
            #expect(other.code == 1 && other.text.contains("is not in the chain"), "\(other.everything)")

            try scene.edit("UPDATE recipes SET name = 'Another' WHERE id = (SELECT min(id) FROM recipes)")
            let edited = try await scene.shell("python3 '\(script)' mirror.db")
            #expect(edited.code == 1 && edited.text.contains("recipes: run "), "\(edited.everything)")
            let refusal = try await scene.mirror("verify")
            #expect(refusal.code == 65, "\(refusal.everything)")
        }
    }

    @Test("says how an upgrade is compared, as the verifier does it in a redacted copy") func upgrade() async throws {
        let script = Repository.root.appending(path: "scripts/verify-chain.py").path
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.letPass(days: 1)
            try await scene.sync()
            let made = try await scene.mirror("snapshot", "create", "outside", "--redact", "personal,secret")
            #expect(made.code == 0, "\(made.errors)")
            let head = String(try #require(made.text.firstMatch(of: /\nhead +([0-9a-f]{64})\n/)).1)
            let run = try await scene.shell("python3 '\(script)' outside/data/mirror.db")
            #expect(run.code == 0 && run.text == "1 links, 0 problems\nhead    \(head)\n", "\(run.everything)")
        }
    }
}
