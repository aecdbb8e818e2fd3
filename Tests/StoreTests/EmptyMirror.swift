import Foundation
import Store

/// A mirror without a run. It is made once in a process and copied for each test, because a copy is much quicker than all migrations.
enum EmptyMirror {
    static let account = "https://www.workato.com/api"

    /// The path of a copy in a folder of its own, which goes with the process.
    static func copy() throws -> String {
        let folder = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try copy(to: folder.appending(path: "mirror.db").path)
    }

    @discardableResult
    static func copy(to path: String) throws -> String {
        try FileManager.default.copyItem(atPath: original.get(), toPath: path)
        return path
    }

    private static let original = Result {
        atexit { try? FileManager.default.removeItem(at: EmptyMirror.folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "empty.db").path
        try MirrorDatabase.open(path, account: account).checkpoint()
        return path
    }

    private static let folder = FileManager.default.temporaryDirectory.appending(path: "store-tests-\(UUID().uuidString)")
}
