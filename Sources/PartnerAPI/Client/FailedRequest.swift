import Catalog
import Foundation
import JSONPages

/// A request that failed: what was asked, what the server said, and whether it may have been carried out nevertheless.
public struct FailedRequest: Sendable {
    public let method: PartnerRequest.Method
    public let isRead: Bool
    /// False if the request only reads, was refused, or was never sent.
    public let mayHaveBeenDone: Bool
    /// The status of the last answer; nil if none came.
    public let status: Int?
    /// The body of a refusal or failure, at most 64 KiB of it, safe to show in a terminal. Nil if there is none, or if it repeats the
    /// credentials.
    public let body: String?
    /// Never `.failed` itself.
    public let cause: PartnerAPIError
}

extension PartnerAPIError {
    /// What happened, without the request that it happened to.
    public var cause: PartnerAPIError {
        if case .failed(let request) = self { request.cause } else { self }
    }

    /// What the server said when it refused or failed: the whole body if it is known, else its `message`.
    public var refusal: String? {
        switch self {
        case .failed(let request): request.body ?? request.cause.refusal
        case .forbidden(_, let message), .badRequest(_, _, let message): message
        default: nil
        }
    }
}

extension FailedRequest {
    /// A write is never sent twice, so its sender has to know whether it may have been carried out.
    var hint: String? {
        if mayHaveBeenDone { return "it was not sent again, and may have been carried out: look before you send it again" }
        if !isRead, case .tooManyRequests = cause { return "it was not carried out, and not sent again: send it again later" }
        return cause.hint
    }
}

extension PartnerClient {
    /// A cancelled read is just `.cancelled`: it has changed nothing that anybody needs to know about.
    func failure(_ cause: PartnerAPIError, of request: PartnerRequest, _ attempt: Attempt) -> PartnerAPIError {
        if request.isRead, case .cancelled = cause { return cause }
        let status = attempt.reply?.status
        return .failed(
            FailedRequest(
                method: request.method, isRead: request.isRead, mayHaveBeenDone: !request.isRead && attempt.mayHaveArrived, status: status,
                body: attempt.reply.flatMap { $0.status >= 400 && $0.isReadable ? ServerMessage.whole($0.body, credentials) : nil },
                cause: cause))
    }
}

extension Attempt {
    /// Whether the server may have acted on it. Only a plain refusal rules that out.
    fileprivate var mayHaveArrived: Bool {
        switch result {
        case .success(let reply): !(300..<500).contains(reply.status)
        case .failure(.unconnected), .failure(.certificate), .failure(.proxy), .failure(.notRecorded), .failure(.recording): false
        case .failure: true
        }
    }
}
