import Catalog
import Testing

@Suite("Documentation/tables.md")
struct TablesPageTests {
    @Test("names every state of a listing, every bookkeeping table and every opt-in") func names() async throws {
        let text = try Repository.text("Documentation/tables.md") + Repository.text("Documentation/sync.md")
        try await Scene.play { scene in
            try await scene.sync()
            let live = Set(Catalog.standard.tables.map(\.name))
            let all = try scene.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").flatMap { $0 }
            let own = all.filter { !live.contains($0) && !$0.hasSuffix("_history") }
            #expect(own.count > 6)
            for table in own { #expect(text.contains("`\(table)`"), "\(table)") }
            #expect(Set(all).isSuperset(of: live.union(live.map { $0 + "_history" })))
            let states = try scene.rows("SELECT sql FROM sqlite_schema WHERE name = 'sync_scopes'")[0][0].firstMatch(
                of: /state IN \(([^)]*)\)/)
            for state in (states?.1 ?? "").matches(of: /'([a-z]+)'/) { #expect(text.contains("| `\(state.1)` |"), "\(state.1)") }
            #expect(states != nil)
        }
        for resource in Catalog.standard.resources where resource.isOptIn {
            #expect(text.contains("`\(resource.name)`"), "\(resource.name)")
        }
        for field in Catalog.standard.resources.flatMap({ $0.secrets.fields + $0.secrets.urls }) { #expect(text.contains("`\(field)`")) }
    }
}
