/// Why a bag could not be written, signed or looked at. What is wrong in a bag that was looked at is a `BagProblem`.
public enum BagError: Error, Sendable, Equatable {
    case noBag(path: String, reason: String)
    /// What is written last was there at the start.
    case written(file: String)
    /// A link, a pipe or an empty folder.
    case noFile(String)
    case badName(String)
    case badField(label: String, reason: String)
    case failed(file: String, reason: String)
    case programMissing
    case keyMissing(path: String)
    case signatureExists(path: String)
    /// The reason is what `ssh-keygen` said.
    case notSigned(path: String, reason: String)
}

extension BagError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .noBag(let path, let reason): "\(path): no bag can be read there: \(reason)"
        case .written(let file): "\(file): it is in the bag already"
        case .noFile(let file): "\(file): only files, and folders with files, can be in a bag"
        case .badName(let file): "\(file): a file with this name cannot be in a bag"
        case .badField(let label, let reason): "bag-info.txt, \(label): \(reason)"
        case .failed(let file, let reason): "\(file): \(reason)"
        case .programMissing: "ssh-keygen is not on the PATH"
        case .keyMissing(let path): "\(path): there is no key"
        case .signatureExists(let path): "\(path): it is signed already"
        case .notSigned(let path, let reason): "\(path): ssh-keygen did not sign it: \(reason)"
        }
    }

    /// What the user can do.
    public var hint: String {
        switch self {
        case .noBag: "name the folder that holds bagit.txt"
        case .written: "write the bag into a new folder"
        case .noFile: "remove it, or put a file in its place"
        case .badName: "name it in printable ASCII without % and \\; no part of it may begin with a space, ~ or *, or end with a space"
        case .badField: "give a label of letters, digits and hyphens, and one line of text"
        case .failed: "the folder must be readable and writable, and the disk must have space"
        case .programMissing: "install OpenSSH 8.2 or later (openssh-client)"
        case .keyMissing: "name a private key, or a public key whose private key ssh-agent has"
        case .signatureExists: "move the signature away to sign again"
        case .notSigned: "try the key with ssh-keygen -Y sign; a public key needs its private key in ssh-agent (ssh-add -l)"
        }
    }
}
