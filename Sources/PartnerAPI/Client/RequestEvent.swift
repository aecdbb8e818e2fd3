import Catalog

/// One try of one request, for progress, logs, metrics and counters. The client tells its observers one after each try. It holds no query
/// and no token.
public struct RequestEvent: Sendable, CustomStringConvertible {
    public let group: EndpointGroup
    public let method: PartnerRequest.Method
    public let path: String
    /// 1 for the first try.
    public let attempt: Int
    /// The answer's status; nil if none came.
    public let status: Int?
    /// Why the try brought nothing usable; nil if it did.
    public let failure: String?
    /// The size of the body in bytes, decompressed.
    public let bytes: Int
    /// How long the try waited for a place in its budget.
    public let waited: Duration
    /// How long the try took after that, to the end of the answer.
    public let took: Duration
    /// The pause before the next try; nil if there is none.
    public let retryIn: Duration?

    public var description: String {
        var parts = ["\(method.rawValue) \(path)", status.map { "\($0)" } ?? "no answer", "\(bytes) bytes", "took \(took)"]
        if attempt > 1 { parts.append("try \(attempt)") }
        if waited > .zero { parts.append("waited \(waited)") }
        if let failure { parts.append(failure) }
        if let retryIn { parts.append("again in \(retryIn)") }
        return parts.joined(separator: ", ")
    }
}
