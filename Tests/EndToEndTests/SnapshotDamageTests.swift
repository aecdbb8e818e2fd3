import Foundation
import Testing

@Suite("A snapshot of which a file was changed", .serialized)
struct SnapshotDamageTests {
    private let signer = ["--allowed-signers", "allowed", "--signer", "clerk@example.com"]

    /// All files but most of the reports, which are alike.
    private func chosen(_ scene: Scene) throws -> [String] {
        let files = try scene.tree("snap")
        return files.filter { !$0.hasPrefix("data/queries/") } + files.filter { $0.hasPrefix("data/queries/") }.prefix(1)
    }

    private func flip(_ file: URL) throws {
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0x01
        try bytes.write(to: file)
    }

    /// Verifies a copy of which one file was changed, and gives the file back its bytes.
    private func check(_ scene: Scene, _ file: String, _ what: String, _ change: (URL) throws -> Void) async throws {
        let url = scene.folder.appending(path: "snap/\(file)")
        let bytes = try Data(contentsOf: url)
        try change(url)
        let run = try await scene.start(["snapshot", "verify", "snap"] + signer).finish()
        // What follows from a changed manifest is told by the file that tells it: the manifest, or what it lists.
        #expect(run.code == 65 && run.everything.contains(file), "\(what) \(file): \(run.code)\n\(run.everything)")
        try bytes.write(to: url)
    }

    @Test("ends with 65 and names it: changed, removed, renamed or added") func files() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.makeKey()
            try await scene.expect(0, "snapshot", "create", "snap", "--sign", "key")
            for file in try chosen(scene) {
                try await check(scene, file, "changed") { try flip($0) }
                try await check(scene, file, "removed") { try FileManager.default.removeItem(at: $0) }
                try await check(scene, file, "renamed") { try FileManager.default.moveItem(at: $0, to: $0.appendingPathExtension("x")) }
                try? FileManager.default.removeItem(at: scene.folder.appending(path: "snap/\(file).x"))
            }
            for added in ["data/more.txt", "more.txt", "data/mirror.db-wal"] {
                try scene.write("more", to: "snap/\(added)")
                let run = try await scene.start(["snapshot", "verify", "snap"]).finish()
                #expect(run.code == 65 && run.everything.contains(added), "\(added) \(run.everything)")
                try FileManager.default.removeItem(atPath: scene.path("snap/\(added)"))
            }
            try await scene.expect(0, "snapshot", "verify", "snap")
        }
    }

    @Test("is not restored (65), and leaves nothing") func restore() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            try await scene.expect(0, "snapshot", "create", "snap")
            try flip(scene.folder.appending(path: "snap/data/schema.md"))
            try await scene.expect(65, "snapshot", "restore", "snap", "--db", "restored.db")
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).filter { $0.contains("restored") } == [])
        }
    }
}
