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

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .badRedaction: "name a class (personal, secret), or a column as TABLE.COLUMN; `workato-mirror schema` lists them"
        case .mirror(let error): error.hint
        }
    }
}
