import Foundation
import Testing

@Suite("snapshot create, verify and restore", .serialized)
struct SnapshotTests {
    @Test("make a signed bag that only its owner reads, and that verifies with its signer and its head") func signed() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.makeKey()
            let made = try await scene.expect(0, "snapshot", "create", "snap", "--sign", "key", "--note", "for a test")
            #expect(try made.text.contains("head    \(scene.head())\n"), "\(made.text)")
            let files = try scene.tree("snap")
            let named = ["bagit.txt", "bag-info.txt", "data/VERIFY.md", "data/manifest.json", "data/mirror.db", "data/schema.md"]
            #expect(Set(files).isSuperset(of: named) && files.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(files)")
            for file in files { #expect(try scene.mode("snap/\(file)") == 0o600, "\(file)") }
            for folder in ["snap", "snap/data", "snap/data/queries"] { #expect(try scene.mode(folder) == 0o700, "\(folder)") }
            try await scene.expect(0, "snapshot", "verify", "snap", "--head", scene.head())
            try await scene.expect(0, "snapshot", "verify", "snap", "--allowed-signers", "allowed", "--signer", "clerk@example.com")
            try await scene.expect(65, "snapshot", "verify", "snap", "--allowed-signers", "allowed", "--signer", "other@example.com")
            try await scene.expect(65, "snapshot", "verify", "snap", "--head", String(repeating: "0", count: 64))
            try await scene.expect(64, "snapshot", "verify", "snap", "--allowed-signers", "allowed")
            try await scene.expect(64, "snapshot", "verify", "snap", "--signer", "clerk@example.com")
            #expect(try scene.tree("snap") == files)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).filter { $0.hasPrefix(".") } == [])
        }
    }

    @Test("replace nothing that is there (74), and say so when there is nothing (74)") func taken() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.expect(0, "snapshot", "create", "snap")
            try scene.write("mine", to: "file")
            for taken in ["snap", "snap/", "file"] { try await scene.expect(74, "snapshot", "create", taken) }
            for target in ["file", "mirror.db"] { try await scene.expect(74, "snapshot", "restore", "snap", "--db", target) }
            try scene.write("log", to: "new.db-wal")
            try await scene.expect(74, "snapshot", "restore", "snap", "--db", "new.db")
            #expect(!scene.exists("new.db") && scene.exists("new.db-wal"))
            try await scene.expect(74, "snapshot", "create", "other", "--db", "none.db")
            for command in ["verify", "restore"] {
                let more = command == "restore" ? ["--db", "restored.db"] : []
                for place in ["none", "file"] {
                    let run = try await scene.start(["snapshot", command, place] + more).finish()
                    #expect(run.code == 74 && run.errors.contains("\nhint: "), "\(command) \(place) \(run.everything)")
                }
            }
            #expect(!scene.exists("other") && !scene.exists("restored.db") && !scene.exists("none.db"))
        }
    }

    @Test("give a mirror that goes on: nothing seems changed, and the past is what it was") func restore() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            try await scene.expect(0, "snapshot", "create", "snap")
            let before = try scene.contents("mirror.db")
            try await scene.expect(0, "snapshot", "restore", "snap", "--db", "restored.db")
            #expect(try scene.mode("restored.db") == 0o600)
            let copy = try scene.contents("restored.db")
            #expect(before.filter { copy[$0.key] != $0.value }.keys.sorted() == [] && copy.count == before.count)
            try await scene.sync("restored.db")
            #expect(try scene.rows("SELECT inserts, updates, deletes FROM sync_runs WHERE id = 3", in: "restored.db") == [["0", "0", "0"]])
            for run in [1, 2] { #expect(try scene.rows(asOf: run, in: "restored.db") == scene.rows(asOf: run, in: "mirror.db")) }
            try await scene.expect(0, "verify", "--db", "restored.db", "--head", scene.head())
            let changes = try await scene.expect(0, "changes", "--run", "2").output
            #expect(try await scene.expect(0, "changes", "--run", "2", "--db", "restored.db").output == changes && !changes.isEmpty)
        }
    }

    @Test("of a redacted copy verify with its own head and the original's; it is not restored (65)") func redacted() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.sync()
            let own = try await scene.expect(0, "snapshot", "create", "snap", "--redact", "personal,secret").text
            let head = try #require(own.firstMatch(of: /head +([0-9a-f]{64})/).map { String($0.1) })
            #expect(try head != scene.head())
            try await scene.expect(0, "snapshot", "verify", "snap")
            for accepted in try [head, scene.head()] { try await scene.expect(0, "snapshot", "verify", "snap", "--head", accepted) }
            try await scene.expect(65, "snapshot", "verify", "snap", "--head", String(repeating: "a", count: 64))
            try await scene.expect(65, "snapshot", "restore", "snap", "--db", "restored.db")
            #expect(!scene.exists("restored.db"))
            let names = try scene.rows("SELECT name FROM managed_users").flatMap(\.self)
            let hidden = try scene.rows("SELECT name FROM managed_users", in: "snap/data/mirror.db").flatMap(\.self)
            #expect(Set(names).isDisjoint(with: hidden) && hidden.count == names.count)
        }
    }

    /// It is tried: not every container lets a user become another.
    private static let mayBecomeOther = geteuid() == 0 && system("setpriv --reuid 65534 --regid 65534 --clear-groups true 2>/dev/null") == 0

    @Test(
        "are read where nothing can be written, by another user, without a home and without a network; nothing is left there",
        .enabled(if: mayBecomeOther, "this user cannot become another"))
    func sealed() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.expect(0, "snapshot", "create", "snap")
            try await scene.stopSimulator()
            let files = try scene.tree("snap")
            let sealed = try await scene.shell(
                "chown -R 65534:65534 snap && find snap -type f -exec chmod 0400 {} + && find snap -type d -exec chmod 0500 {} +")
            #expect(sealed.code == 0, "\(sealed.errors)")
            defer { _ = system("chmod -R u+w '\(scene.path("snap"))'") }
            for command in [
                "snapshot verify snap", "verify --db snap/data/mirror.db",
                "query --db snap/data/mirror.db --sql 'SELECT count(*) FROM recipes'", "snapshot diff snap snap",
                "query customer-overview --db snap/data/mirror.db --as-of 1",
            ] {
                let other = "setpriv --reuid 65534 --regid 65534 --clear-groups env -i \"$(command -v workato-mirror)\" \(command)"
                let run = try await scene.shell(other)
                #expect(run.code == 0, "\(command): \(run.everything)")
            }
            #expect(try scene.tree("snap") == files)
        }
    }
}
