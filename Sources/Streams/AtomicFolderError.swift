/// Why a folder was not made.
public enum AtomicFolderError: Error, Sendable, Equatable {
    /// A path that ends in no name.
    case noName(path: String)
    /// Something has the name already; it may be a broken link.
    case exists(path: String)
    case failed(path: String, reason: String)
}

extension AtomicFolderError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .noName(let path): "'\(path)' is no name for a new folder"
        case .exists(let path): "\(path): it exists already"
        case .failed(let path, let reason): "\(path): the folder cannot be made: \(reason)"
        }
    }

    /// What the user can do.
    public var hint: String {
        switch self {
        case .noName: "name a folder that does not exist yet, in one that does"
        case .exists: "name another folder, or move this one away; nothing that exists is replaced"
        case .failed: "the folder that it is made in must exist, be writable and have space; run the command again"
        }
    }
}
