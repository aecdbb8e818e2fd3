import Foundation
import Store
import Testing

@testable import Evidence

@Suite("What a redaction is asked for") struct RedactionChoiceTests {
    private func names(_ words: String...) throws -> [String] {
        try RedactionChoice(words, schema: SchemaDescription()).columns.map { "\($0.table).\($0.column)" }
    }

    @Test("is a class, or columns by their names, with commas or several times") func words() throws {
        let (personal, secret) = (try names("personal"), try names("secret"))
        #expect(personal.contains("managed_users.name") && personal.contains("billing_lines.name"))
        #expect(secret.contains("properties.value") && Set(personal).isDisjoint(with: secret))
        #expect(try names("secret, personal").count == personal.count + secret.count)
        #expect(try names("recipes.name,folders.name", "recipes.name") == ["folders.name", "recipes.name"])
        // A recipe's code only if it is named.
        #expect(!(personal + secret).contains("recipe_versions.code") && !(personal + secret).contains { $0.hasSuffix("._extra") })
        #expect(try names("recipe_versions.code,recipes._extra,recipes.user_id,recipes.stopped_at").count == 4)
        #expect(try RedactionChoice(["recipes.author_name"], schema: SchemaDescription()).columns.first?.by == "named")
    }

    @Test(
        "is refused with a reason, and with what may have been meant",
        arguments: [
            ("personel", "did you mean 'personal'?"), ("", "no class and no column"), ("open", "no class"), ("fixed", "no class"),
            ("recipe.name", "did you mean 'recipes'?"), ("recipes.nmae", "did you mean 'name'?"),
            ("properties.name", "part of the table's key"), ("managed_users.id", "part of the table's key"),
            ("recipes._valid_from", "the program's own"), ("recipes_history.name", "name the column of recipes"),
            ("customers_known.name", "is a view"), ("changes.before", "is a view"), ("task_usage.task_count", "never NULL"),
            ("sync_runs.started_at", "never NULL"), ("sync_runs.state", "certain words"),
            ("billing_lines.metric", "part of the table's key"),
            ("sync_runs.base_url", "the program's own"), ("mirror_meta.value", "the program's own"),
            ("usage_observations.sha256", "key"), ("drift_observations.sha256", "certain words"),
            ("record_digests.digest", "certain words"),
        ])
    func refused(word: String, reason: String) throws {
        let error = try #require(#expect(throws: EvidenceError.self) { try names(word) })
        #expect(error.description.hasPrefix("--redact \(word): ") && error.description.contains(reason), "\(error)")
    }

    @Test("a key is read from its file, or made there for its owner alone") func keys() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "redaction-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "F").path
        let value = Array("Ada".utf8)
        let first = try RedactionKey(file: path).pseudonym(of: value)
        #expect(first.wholeMatch(of: /hmac-sha256:[0-9a-f]{64}/) != nil)
        #expect(try RedactionKey(file: path).pseudonym(of: value) == first && RedactionKey().pseudonym(of: value) != first)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try Data(contentsOf: URL(filePath: path)).count == 32)
        try Data("short".utf8).write(to: URL(filePath: path))
        #expect(throws: EvidenceError.mirror(.badKey(path: path))) { try RedactionKey(file: path) }
        #expect(throws: EvidenceError.self) { try RedactionKey(file: folder.appending(path: "missing/F").path) }
    }
}
