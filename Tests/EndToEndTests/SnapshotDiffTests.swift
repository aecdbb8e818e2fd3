import Foundation
import Testing

@Suite("Two snapshots compared", .serialized)
struct SnapshotDiffTests {
    /// Two snapshots or mirrors, and the runs after which they were made.
    private static let pairs = [
        (["may #1?", "june"], ["1", "2"]), (["june/", "may #1?"], ["2", "1"]), (["may #1?", "mirror.db"], ["1", "2"]),
    ]

    /// A snapshot's folder, as far as a comparison looks at it, in which nothing can be written.
    private func snapshot(_ name: String, of scene: Scene) throws {
        let folder = scene.path(name)
        try FileManager.default.createDirectory(atPath: "\(folder)/data", withIntermediateDirectories: true)
        try Data("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8).write(to: URL(filePath: "\(folder)/bagit.txt"))
        _ = try scene.changing("VACUUM INTO '\(folder)/data/mirror.db'", in: "mirror.db")
        #expect(chmod("\(folder)/data", 0o500) == 0 && chmod(folder, 0o500) == 0)
    }

    private func unseal(_ name: String, of scene: Scene) { for part in ["", "/data"] { chmod(scene.path(name) + part, 0o700) } }

    @Test("give the bytes that `diff` gives for their runs, in every form, and nothing is left in them") func bytes() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try snapshot("may #1?", of: scene)
            _ = try await scene.change()
            try await scene.sync()
            try snapshot("june", of: scene)
            defer { for name in ["may #1?", "june"] { unseal(name, of: scene) } }
            let forms = [
                [], ["--format", "json"], ["--counts"], ["--counts", "--format", "jsonl"], ["--resource", "recipes"],
                ["--exclude", "recipes", "--format", "tsv"],
            ]
            for form in forms {
                for (files, runs) in Self.pairs {
                    let one = try await scene.start(["snapshot", "diff"] + files + form).finish()
                    let other = try await scene.start(["diff"] + runs + form).finish()
                    #expect(one.code == 0 && one.errors.isEmpty && one.output == other.output, "\(files) \(form)\n\(one.errors)")
                }
            }
            let text = try await scene.output("snapshot", "diff", "may #1?", "june", "--format", "table")
            let runs = try await scene.output("diff", "1", "2", "--format", "table")
            #expect(text.hasPrefix("may #1?  run 1  ") && text.contains("→  june  run 2  "), "\(text)")
            #expect(text.split(separator: "\n").dropFirst() == runs.split(separator: "\n").dropFirst())
            #expect(try await scene.output("snapshot", "diff", "june", "june", "--format", "table").hasSuffix("\nno differences\n"))
            for name in ["may #1?", "june"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path(name)).sorted() == ["bagit.txt", "data"])
                #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path(name) + "/data") == ["mirror.db"])
            }
        }
    }

    @Test("are refused if one is missing or no mirror (74), and if a table is unknown (64)") func refusals() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try scene.write("BagIt-Version: 1.0\n", to: "bagit.txt")
            try scene.write("no mirror", to: "text")
            let hint = "\nhint: name the folder of a snapshot, or the file of a mirror\n"
            for (name, message) in [
                ("nowhere", "nowhere: there is no such mirror"), (".", "./data/mirror.db: there is no such mirror"),
                ("text", "text: this is not an SQLite database"), ("/tmp", "cannot read /tmp: it is a folder"),
            ] {
                for pair in [[name, "mirror.db"], ["mirror.db", name]] {
                    let run = try await scene.start(["snapshot", "diff"] + pair).finish()
                    #expect(run.code == 74 && run.output.isEmpty && run.errors == "workato-mirror: \(message)\(hint)", "\(run.errors)")
                }
            }
            let unknown = try await scene.mirror("snapshot", "diff", "mirror.db", "mirror.db", "--resource", "recipe")
            #expect(unknown.code == 64 && unknown.errors.contains("did you mean 'recipes'?"), "\(unknown.errors)")
            #expect(try await scene.mirror("snapshot", "diff", "mirror.db").code == 64)
            #expect(try await scene.mirror("snapshot", "diff", "mirror.db", "mirror.db", "--counts", "--limit", "1").code == 64)
        }
    }

    @Test("of two accounts are compared, with a warning; so are those of two versions") func warnings() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try scene.changing("VACUUM INTO '\(scene.path("other.db"))'", in: "mirror.db")
            try scene.edit("UPDATE mirror_meta SET value = 'https://app.eu.workato.com/api' WHERE name = 'base_url'", in: "other.db")
            let run = try await scene.mirror("snapshot", "diff", "mirror.db", "other.db")
            #expect(run.code == 0 && run.text.split(separator: "\r\n").count == 1, "\(run.text)")
            #expect(run.errors.contains("warning: they mirror two accounts") && run.errors.contains("other.db mirrors https://app.eu"))
            let views = try scene.rows("SELECT name FROM sqlite_schema WHERE type = 'view'", in: "other.db").flatMap(\.self)
            for view in views { try scene.edit("DROP VIEW \"\(view)\"", in: "other.db") }
            try scene.edit("DROP TABLE picklist_values; DROP TRIGGER recipes_updated; DROP TRIGGER recipes_deleted", in: "other.db")
            try scene.edit("ALTER TABLE recipes DROP COLUMN copy_count", in: "other.db")
            let older = try await scene.mirror("snapshot", "diff", "other.db", "mirror.db")
            #expect(older.code == 0 && older.text.split(separator: "\r\n").count == 1, "\(older.text)")
            #expect(older.errors.contains("warning: other.db has no table picklist_values: it counts as empty there\n"), "\(older.errors)")
            #expect(older.errors.contains("warning: other.db has no column copy_count in recipes: it is not compared\n"), "\(older.errors)")
        }
    }
}
