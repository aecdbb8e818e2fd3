import Foundation

/// A mirror as a command line names it: by its file, or by the folder of a snapshot, which holds a copy.
public struct MirrorPlace: Sendable, Hashable {
    /// As it was given.
    public let name: String
    public let file: String
    /// Whether the file is a snapshot's. Nobody writes it, and nothing may be left beside it.
    public let isInSnapshot: Bool

    /// A folder is a snapshot if it is a BagIt bag (RFC 8493).
    public init(_ name: String) {
        self.name = name
        let inside = { (part: String) in (name as NSString).appendingPathComponent(part) }
        isInSnapshot = FileManager.default.fileExists(atPath: inside("bagit.txt"))
        file = isInSnapshot ? inside("data/mirror.db") : name
    }

    /// Whether a mirror's file is the copy in a snapshot.
    static func isInSnapshot(_ file: String) -> Bool {
        let folder = (file as NSString).deletingLastPathComponent as NSString
        return folder.lastPathComponent == "data"
            && FileManager.default.fileExists(atPath: (folder.deletingLastPathComponent as NSString).appendingPathComponent("bagit.txt"))
    }
}
