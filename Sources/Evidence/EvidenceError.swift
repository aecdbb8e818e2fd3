import Store

/// What can go wrong when a mirror is verified, or a snapshot is made, verified, compared or restored.
public enum EvidenceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A redaction names a column that cannot be redacted, or that is not there.
    case badRedaction(String, reason: String)
    /// The mirror's file, or a copy of it.
    case mirror(StoreError)

    public var description: String {
        switch self {
        case .badRedaction(let name, let reason): "--redact \(name): \(reason)"
        case .mirror(let error): error.description
        }
    }

    /// The exit code of the contract: 64 usage, 65 a snapshot that does not verify, 74 files.
    public var exitCode: Int32 {
        switch self {
        case .badRedaction: 64
        case .mirror(let error): error.exitCode
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .badRedaction: "name a class (personal, secret), or a column as TABLE.COLUMN; `workato-mirror schema` lists them"
        case .mirror(let error): error.hint
        }
    }
}

/// Runs `body`, and gives every error of the file the form of this module's errors. What `body` throws itself is thrown unchanged.
func evidence<Value>(of path: String, _ body: () throws -> Value) throws(EvidenceError) -> Value {
    do {
        return try body()
    } catch let error as EvidenceError {
        throw error
    } catch {
        throw .mirror(StoreError(error, path: path))
    }
}
