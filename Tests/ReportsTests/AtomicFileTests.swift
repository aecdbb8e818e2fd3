import Foundation
import Testing

@testable import Reports

@Suite("A file of results")
struct AtomicFileTests {
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("appears when it is complete, for its owner only") func commits() throws {
        let folder = try Fixture.folder()
        try Data("old".utf8).write(to: URL(filePath: folder + "/out.csv"))
        let file = try AtomicFile(path: folder + "/out.csv", mirror: folder + "/mirror.db")
        try file.output.append("new")
        #expect(try String(contentsOfFile: folder + "/out.csv", encoding: .utf8) == "old")
        try file.commit()
        #expect(try String(contentsOfFile: folder + "/out.csv", encoding: .utf8) == "new")
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/out.csv")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try names(in: folder) == ["out.csv"])
    }

    @Test("leaves nothing behind when writing fails") func discards() throws {
        let folder = try Fixture.folder()
        let file = try AtomicFile(path: folder + "/out.csv", mirror: "")
        try file.output.append("half")
        file.discard()
        #expect(try names(in: folder).isEmpty)
    }

    @Test(
        "never replaces a file of the mirror, there or not, by whatever name, nor another mirror",
        arguments: [
            "", "-wal", "-shm", "-journal", ".key", ".lock", ".staging", ".staging-journal",
        ])
    func refusesOwnFiles(ending: String) throws {
        let folder = try Fixture.folder()
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder)
        let targets = [
            (folder + "/m.db" + ending, folder + "/m.db"), (folder + "/link/m.db" + ending, folder + "/m.db"),
            (folder + "/m.db" + ending, folder + "/link/m.db"), (try Fixture.mirror(.nothing) + ending, folder + "/m.db"),
            (try Fixture.mirror(.nothing) + ending, ""),
        ]
        for (target, mirror) in targets {
            let error = #expect(throws: ReportsError.self, "\(target)") { try AtomicFile(path: target, mirror: mirror) }
            #expect(error?.exitCode == 64)
        }
        let beside = try AtomicFile(path: folder + "/m.db-copy" + ending, mirror: folder + "/m.db")
        beside.discard()
    }

    @Test("never replaces the mirror or a folder, nor a device") func refuses() throws {
        let folder = try Fixture.folder()
        let error = #expect(throws: ReportsError.self) {
            try AtomicFile(path: folder + "/../\(URL(filePath: folder).lastPathComponent)/m.db", mirror: folder + "/m.db")
        }
        #expect(error?.exitCode == 64)
        let overFolder = try AtomicFile(path: folder, mirror: "")
        #expect(throws: ReportsError.self) { try overFolder.commit() }
        let missing = #expect(throws: ReportsError.self) { try AtomicFile(path: folder + "/no/out.csv", mirror: "") }
        #expect(missing?.exitCode == 74)
        let device = try AtomicFile(path: "/dev/null", mirror: "")
        try device.output.append("x")
        try device.commit()
        #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType == .typeCharacterSpecial)
    }
}
