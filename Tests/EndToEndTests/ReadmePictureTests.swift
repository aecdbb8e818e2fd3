import Foundation
import Testing

/// The picture that the README shows. If the drawing changes, make it again:
/// `WRITE_README_PICTURE=1 swift test --filter ReadmePictureTests`.
@Suite("The README's picture")
struct ReadmePictureTests {
    @Test("is what the program draws of the demo's account") func isCurrent() async throws {
        let script = try Repository.text("scripts/demo-world.sh")
        let flags = try #require(script.firstMatch(of: /--seed 13[^\\]*\\\n[^\\]*\\\n/)).0.split { $0.isWhitespace || $0 == "\\" }.map(
            String.init)
        try await Scene.play(flags + ["--now", "2026-11-24T12:00:00Z"]) { scene in
            try await scene.sync()
            let drawn = try await scene.query(["task-usage-by-month", "-p", "from=2025-11", "-p", "to=2026-10", "--format", "svg"])
            let file = Repository.root.appending(path: "Documentation/task-usage.svg")
            if ProcessInfo.processInfo.environment["WRITE_README_PICTURE"] != nil { try drawn.write(to: file) }
            #expect(try Data(contentsOf: file) == drawn, "the picture is old: see the comment of this test")
        }
    }
}
