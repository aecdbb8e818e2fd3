import Catalog
import Foundation
import JSONPages

/// A request that came to nothing: what was asked, what the server said, and whether it may have been carried out all the same.
public struct FailedRequest: Sendable {
    public let method: PartnerRequest.Method
    public let isRead: Bool
    /// False for what only reads, for what was refused, and for what was never sent.
    public let mayHaveBeenDone: Bool
    /// Of the last answer; nil where none came.
    public let status: Int?
    /// The body of a refusal or failure, at most 64 KiB of it, fit for a terminal. Nil where there is none, or where it repeats
    /// the credentials.
    public let body: String?
    /// Never `.failed` itself.
    public let cause: PartnerAPIError
}

extension PartnerAPIError {
    /// What happened, whichever request it happened to.
    public var cause: PartnerAPIError {
        if case .failed(let request) = self { request.cause } else { self }
    }

    /// What the server said when it refused or failed: the whole body where it is known, else its `message`.
    public var refusal: String? {
        switch self {
        case .failed(let request): request.body ?? request.cause.refusal
        case .forbidden(_, let message), .badRequest(_, _, let message): message
        default: nil
        }
    }
}

extension FailedRequest {
    /// A write is never sent twice, so whoever sent it has to know how it stands.
    var hint: String? {
        if mayHaveBeenDone { return "it was not sent again, and may have been carried out: look before you send it again" }
        if !isRead, case .tooManyRequests = cause { return "it was not carried out, and not sent again: send it again later" }
        return cause.hint
    }
}

extension PartnerClient {
    /// A read that is cancelled has done nothing that anybody needs to hear of.
    func failure(_ cause: PartnerAPIError, of request: PartnerRequest, _ sent: Attempt) -> PartnerAPIError {
        if request.isRead, case .cancelled = cause { return cause }
        let status = sent.reply?.status
        return .failed(
            FailedRequest(
                method: request.method, isRead: request.isRead, mayHaveBeenDone: !request.isRead && sent.mayHaveArrived, status: status,
                body: sent.reply.flatMap { $0.status >= 400 && $0.isReadable ? ServerMessage.whole($0.body, credentials) : nil },
                cause: cause))
    }
}

extension Attempt {
    /// Whether the server may have acted on it: all but a plain refusal leaves that open.
    fileprivate var mayHaveArrived: Bool {
        switch result {
        case .success(let reply): !(300..<500).contains(reply.status)
        case .failure(.unconnected), .failure(.certificate), .failure(.proxy), .failure(.notRecorded), .failure(.recording): false
        case .failure: true
        }
    }
}
