import Bags
import Store
import Streams

/// What can go wrong when a mirror is verified, or a snapshot is made, verified, compared or restored.
public enum EvidenceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A redaction names a column that cannot be redacted, or that is not there.
    case badRedaction(String, reason: String)
    case noSnapshot(path: String, reason: String)
    /// An older version of the program has written the file.
    case noChain(path: String)
    /// What would be made is there already, and is not replaced.
    case exists(path: String)
    case output(path: String, reason: String)
    case noAllowedSigners(path: String)
    case notVerified(path: String, findings: Int)
    /// A copy with pseudonyms cannot go on as a mirror.
    case redacted(path: String)
    case bag(BagError)
    /// The mirror's file, or a copy of it.
    case mirror(StoreError)

    public var description: String {
        switch self {
        case .badRedaction(let name, let reason): "--redact \(name): \(reason)"
        case .noSnapshot(let path, let reason): "\(path): no snapshot: \(reason)"
        case .noChain(let path): "\(path): the mirror has no chain yet, by which a copy could be verified"
        case .exists(let path): "\(path): is there already, and is never replaced"
        case .output(let path, let reason): "\(path): \(reason)"
        case .noAllowedSigners(let path): "\(path): there is no such file"
        case .notVerified(let path, let findings):
            "\(path): the snapshot does not verify: \(findings) \(findings == 1 ? "place does" : "places do") not fit"
        case .redacted(let path): "\(path): values in it are redacted, so that it cannot go on as a mirror"
        case .bag(let error): error.description
        case .mirror(let error): error.description
        }
    }

    /// The exit code of the contract: 64 usage, 65 what does not verify, 74 files.
    public var exitCode: Int32 {
        switch self {
        case .badRedaction: 64
        case .notVerified, .redacted: 65
        case .noChain: 75
        case .noSnapshot, .exists, .output, .noAllowedSigners, .bag: 74
        case .mirror(let error): error.exitCode
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .badRedaction: "name a class (personal, secret), or a column as TABLE.COLUMN; `workato-mirror schema` lists them"
        case .noSnapshot: "name a folder that `workato-mirror snapshot create` has made"
        case .noChain: "run `workato-mirror sync` once: from then on it has one"
        case .exists: "name another place, or move it away"
        case .output: "see that the folder above it is there and may be written, and that there is room"
        case .noAllowedSigners: "name a file of ssh-keygen(1)'s format ALLOWED SIGNERS: a line with the signer's name and public key"
        case .notVerified(let path, _): "`workato-mirror snapshot verify \(path)` names them"
        case .redacted: "use the mirror itself, or a snapshot that was made without --redact"
        case .bag(let error): error.hint
        case .mirror(let error): error.hint
        }
    }
}

/// Runs `body`, and gives every error the form of this module's errors.
func evidence<Value>(of path: String, _ body: () throws -> Value) throws(EvidenceError) -> Value {
    do {
        return try body()
    } catch let error as EvidenceError {
        throw error
    } catch let error as BagError {
        throw .bag(error)
    } catch let error as AtomicFolderError {
        switch error {
        case .exists(let path): throw .exists(path: path)
        default: throw .output(path: path, reason: error.description)
        }
    } catch {
        throw .mirror(StoreError(error, path: path))
    }
}
