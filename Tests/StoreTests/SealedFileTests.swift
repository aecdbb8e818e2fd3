import Foundation
import GRDB
import Testing

@testable import Store

/// A mirror where nothing can be written. (Root may write whatever the modes say: so what is decided is asked, and not only what happens.)
@Suite("A mirror in a folder that may not be written") struct SealedFileTests {
    private let folder: String
    private let path: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sealed #1?%20-\(UUID().uuidString)").path
        path = folder + "/mirror.db"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try EmptyMirror.copy(to: path)
    }

    private func seal(file: mode_t = 0o444, folder mode: mode_t = 0o555) {
        #expect(chmod(path, file) == 0 && chmod(folder, mode) == 0)
    }

    private func unseal() { chmod(folder, 0o755) }

    @Test(
        "is read at an address that makes nothing beside it, also with an empty log, and as the owner left it",
        arguments: [(false, 0o444), (true, 0o444), (false, 0o600)])
    func sealed(hasLog: Bool, mode: Int) throws {
        if hasLog { #expect(FileManager.default.createFile(atPath: path + "-wal", contents: nil)) }
        seal(file: mode_t(mode))
        defer { unseal() }
        var configuration = Configuration()
        configuration.readonly = true
        let address = try MirrorFile.sealedAddress(of: path)
        let queue = try DatabaseQueue(path: address, configuration: configuration)
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sync_runs") } == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["mirror.db"] + (hasLog ? ["mirror.db-wal"] : []))
    }

    @Test("is not read so while a log of either kind holds a part of it", arguments: ["-wal", "-journal"])
    func log(suffix: String) throws {
        try Data([1]).write(to: URL(filePath: path + suffix))
        seal()
        defer { unseal() }
        #expect(throws: StoreError.logOutOfReach(path: path, name: "mirror.db" + suffix)) { try MirrorFile.sealedAddress(of: path) }
        #expect(StoreError.logOutOfReach(path: path, name: "").hint.contains("VACUUM INTO"))
    }

    @Test(
        "is not read so where somebody could write the file by a log that is there, or make one beside it",
        arguments: [(0o644, 0o555, true), (0o464, 0o555, true), (0o444, 0o755, false), (0o644, 0o755, false)])
    func writable(file: Int, folder: Int, hasLog: Bool) throws {
        if hasLog { #expect(FileManager.default.createFile(atPath: path + "-wal", contents: nil)) }
        seal(file: mode_t(file), folder: mode_t(folder))
        defer { unseal() }
        #expect(throws: StoreError.folderNotWritable(path: path)) { try MirrorFile.sealedAddress(of: path) }
    }

    @Test("is looked at through links as the file that it is") func links() throws {
        let link = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID().uuidString).db").path
        #expect(symlink(path, link) == 0)
        seal()
        defer { unseal() }
        #expect(try MirrorFile.sealedAddress(of: link) == MirrorFile.sealedAddress(of: path))
        #expect(unlink(link) == 0)
    }
}
