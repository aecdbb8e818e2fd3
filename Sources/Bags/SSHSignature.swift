import Foundation

/// The signature of a file, beside it with `.sig` at its name's end, as `ssh-keygen` makes and verifies it.
public struct SSHSignature: Sendable {
    /// What the signatures are for. One that was made for anything else is none of a snapshot.
    public static let namespace = "snapshot@workato-mirror"

    public let file: String
    private let environment: [String: String]

    /// What a verification found.
    public enum Outcome: Sendable, Equatable {
        /// With what `ssh-keygen` says about the signer.
        case good(String)
        case bad(reason: String)
        case programMissing
        case allowedSignersMissing(path: String)
        case signatureMissing(path: String)
    }

    /// - Parameter environment: where `PATH`, and `SSH_AUTH_SOCK` for `ssh-agent`, are looked up.
    public init(of file: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        // Otherwise it could be taken for an option.
        self.file = file.hasPrefix("-") ? "./\(file)" : file
        self.environment = environment
    }

    /// Where the signature is.
    public var path: String { "\(file).sig" }

    /// Signs the file. `ssh-keygen` asks for a passphrase at the terminal where it needs one.
    ///
    /// - Parameter key: the file of a private key, or of a public key whose private key `ssh-agent` has.
    public func sign(key: String) throws(BagError) {
        guard let keygen = SSHKeygen(environment: environment) else { throw .programMissing }
        guard access(key, F_OK) == 0 || access("\(key).pub", F_OK) == 0 else { throw .keyMissing(path: key) }
        var status = stat()
        // A broken link too: ssh-keygen would write through it.
        guard lstat(path, &status) != 0 else { throw .signatureExists(path: path) }
        guard lstat(file, &status) == 0 else { throw .failed(file: file, reason: String(cString: strerror(errno))) }
        let answer = keygen.run(["-Y", "sign", "-f", key, "-n", Self.namespace, file])
        guard let answer, answer.isSuccess, chmod(path, 0o600) == 0 else {
            // It was not there before.
            unlink(path)
            throw .notSigned(path: file, reason: answer?.reason ?? "it could not be started")
        }
    }

    /// Verifies the signature.
    ///
    /// - Parameters:
    ///   - allowedSigners: a file of ssh-keygen(1)'s format ALLOWED SIGNERS.
    ///   - identity: who must have signed, as that file names him.
    public func verify(allowedSigners: String, identity: String) -> Outcome {
        guard let keygen = SSHKeygen(environment: environment) else { return .programMissing }
        guard access(allowedSigners, F_OK) == 0 else { return .allowedSignersMissing(path: allowedSigners) }
        var status = stat()
        guard lstat(path, &status) == 0 else { return .signatureMissing(path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .bad(reason: "\(path) is no file") }
        let input = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard input >= 0 else { return .bad(reason: "\(file) cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(input) }
        guard fstat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .bad(reason: "\(file) is no file") }
        let arguments = ["-Y", "verify", "-f", allowedSigners, "-I", identity, "-n", Self.namespace, "-s", path]
        guard let answer = keygen.run(arguments, input: input) else { return .bad(reason: "ssh-keygen could not be started") }
        return answer.isSuccess ? .good(answer.reason) : .bad(reason: answer.reason)
    }
}
