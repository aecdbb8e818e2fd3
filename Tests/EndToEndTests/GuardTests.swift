import Foundation
import Testing

/// The guard as the settings have it.
@Suite struct GuardTests {
    @Test("A guard that lets nothing go refuses what is gone, and says how to allow it")
    func settings() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            let changes = try await scene.change()
            try scene.settings("guard: {rows: 0, percent: 0}")
            let config = try await scene.mirror("config")
            #expect(
                config.text.contains(/(?m)^guard\.rows +0 +workato-mirror\.yaml$/) && config.text.contains(/(?m)^guard\.empty +5 +default$/)
            )
            let refused = try await scene.mirror("sync")
            #expect(refused.code == 75)
            #expect(refused.errors.contains("hint: if they are really gone, run again with --allow-deletes recipes\n"))
            let count = "SELECT count(*) AS n FROM recipes WHERE id = \(changes.deleted.id)"
            #expect(try await scene.query(["--sql", count, "--format", "csv"]) == Data("n\r\n1\r\n".utf8))
            let allowed = try await scene.mirror("sync", "--allow-deletes", "recipes,lookup_table_rows")
            #expect(allowed.code == 0)
            #expect(try await scene.query(["--sql", count, "--format", "csv"]) == Data("n\r\n0\r\n".utf8))
        }
    }
}
