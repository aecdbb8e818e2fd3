import Foundation
import Testing

@Suite("The folder of a billing export", .serialized)
struct BillingFolderTests {
    private static let differs = "name another folder, or move this one away"
    private static let unwritable = "see that the folder above it is there and may be written, and that there is room"
    private let month = PastMonth.ago(2)

    /// What somebody may do to an export, and what is said then.
    private static let changes: [(String, String)] = [
        ("printf X | dd of=out/statement.csv bs=1 seek=3 conv=notrunc", "statement.csv differs"),
        ("printf X >>out/statement.html", "statement.html differs"),
        ("truncate --size=-1 out/manifest.json", "manifest.json differs"), (": >out/focus.csv", "focus.csv differs"),
        ("rm out/totals.csv", "totals.csv is missing"), ("touch out/.hidden", ".hidden does not belong to it"),
        ("mkdir out/more", "more does not belong to it"), ("rm out/*", "SHA256SUMS is missing"),
        ("rm -r out && mkdir out", "SHA256SUMS is missing"), ("rm -r out && touch out", "it is no folder"),
        ("rm -r out && ln -s nowhere out", "it is no folder"), ("rm -r out && mkfifo out", "it is no folder"),
    ]

    private func playExported(_ body: (Scene) async throws -> Void) async throws {
        try await Scene.playBilling { scene in
            try await scene.billing("close", month, "--prices", "prices.csv")
            try await scene.billing("export", month, "--output", "out")
            try await body(scene)
        }
    }

    private func refuses(_ scene: Scene, _ folder: String, because reason: String) async throws {
        let message = "\(folder) is there already, and is no export of this month: \(reason)"
        try await scene.refuses("export", month, "--output", folder, with: .file(message, Self.differs))
    }

    private func names(_ scene: Scene) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).filter { !$0.hasPrefix("log-") }.sorted()
    }

    @Test("holds what SHA256SUMS says, is its owner's, and is named file by file") func new() async throws {
        try await playExported { scene in
            let files = try scene.exported("out")
            let run = try await scene.billing("export", month, "--output", "again/")
            let lines = String(decoding: files["SHA256SUMS"] ?? Data(), as: UTF8.self).split(separator: "\n")
            let sums = lines.map { String($0.dropFirst(66)) }
            #expect(run.text == (sums + ["SHA256SUMS"]).map { "again/\($0)\n" }.joined() && run.errors.isEmpty)
            #expect(Set(sums + ["SHA256SUMS"]) == Set(files.keys) && files.count == 10)
            #expect(try scene.exported("again") == files && scene.mode("again") == 0o700)
            for name in files.keys { #expect(try scene.mode("again/\(name)") == 0o600, "\(name)") }
            let check = try await scene.shell("cd again && sha256sum --check --strict SHA256SUMS")
            #expect(check.code == 0 && check.text.split(separator: "\n").count == 9, "\(check.everything)")
        }
    }

    @Test("may be there if it is equal; nothing in it is written anew") func equal() async throws {
        try await playExported { scene in
            let before = try FileManager.default.attributesOfItem(atPath: scene.path("out/manifest.json"))[.systemFileNumber] as? Int
            for name in ["out", "out/", "./out"] {
                let run = try await scene.billing("export", month, "--output", name)
                #expect(run.output.isEmpty && run.errors == "\(name) is there already, with the same 10 files\n")
            }
            let after = try FileManager.default.attributesOfItem(atPath: scene.path("out/manifest.json"))[.systemFileNumber] as? Int
            #expect(before == after && before != nil)
        }
    }

    @Test("is refused if a byte or a file differs, or if it is another month's or no folder (74)") func different() async throws {
        try await playExported { scene in
            let earlier = PastMonth.ago(1)
            try await scene.billing("close", earlier, "--grace", "0s")
            try await scene.billing("export", earlier, "--output", "other")
            let before = try (names(scene), scene.exported("other"))
            try await refuses(scene, "other", because: "SHA256SUMS differs")
            #expect(try names(scene) == before.0 && scene.exported("other") == before.1)
            for (change, reason) in Self.changes {
                #expect(try await scene.shell("cp -a out kept && \(change)").code == 0)
                let before = try names(scene)
                try await refuses(scene, "out", because: reason)
                #expect(try names(scene) == before, "\(change)")
                #expect(try await scene.shell("rm -r out && mv kept out").code == 0)
            }
            try await scene.billing("export", month, "--output", "out")
        }
    }

    @Test("is refused if the folder above it is none (74)") func noParent() async throws {
        try await playExported { scene in
            try scene.write("", to: "plain")
            let missing = "No such file or directory"
            for (folder, reason) in [("no/such", missing), ("plain/out", "Not a directory"), ("/proc/out", missing)] {
                let refusal = Refusal.file("cannot write \(folder): \(reason)", Self.unwritable)
                try await scene.refuses("export", month, "--output", folder, with: refusal)
            }
            #expect(!scene.exists("no"))
        }
    }

    @Test("is refused if the folder above it may not be written (74)") func readOnly() async throws {
        try await playExported { scene in
            try FileManager.default.createDirectory(atPath: scene.path("shut"), withIntermediateDirectories: false)
            // Root is not held up by permissions, but by a mount.
            let root = geteuid() == 0
            let shut = root ? "mount --bind shut shut && mount -o remount,ro,bind shut" : "chmod 500 shut"
            let line = "\(shut) || exit 99; workato-mirror billing export \(month) --output shut/out"
            let run = try await scene.shell(root ? "unshare -m sh -c '\(line)'" : line)
            guard run.code != 99, run.code != 1 else { return print("not tried: this user may not mount: \(run.errors)") }
            let reason = root ? "Read-only file system" : "Permission denied"
            #expect(run.code == 74 && run.output.isEmpty)
            #expect(run.errors == "workato-mirror: cannot write shut/out: \(reason)\nhint: \(Self.unwritable)\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("shut")) == [])
        }
    }
}
