import Catalog
import JSONPages

/// Why the partner API gave no usable answer: the error of everything in this module. Paths come without their query, and no case ever
/// holds a token.
public enum PartnerAPIError: Error, Sendable {
    /// No connection, or one that broke before an answer came, in every try. `host` includes its port.
    case unreachable(host: String, reason: String)
    /// No complete answer within the time allowed for a call, in every try.
    case timeout(path: String)
    /// 401: the credentials are wrong or have expired (API.md 1.1).
    case unauthorized(path: String)
    /// 403: the credentials are right, but the client's role or plan lacks this endpoint.
    case forbidden(path: String, message: String?)
    case notFound(path: String)
    /// 404 for a listing that every account has: no partner API answers at this address. `host` includes its port.
    case noAccount(host: String, path: String)
    /// 400 and all other 4xx: asking again doesn't help.
    case badRequest(path: String, status: Int, message: String?)
    /// 429 in every try.
    case tooManyRequests(path: String)
    /// 500 and above, in every try.
    case server(path: String, status: Int)
    /// An answer that could not be read, in every try. `rawBody` is the last one, to be kept as evidence.
    case broken(path: String, reason: String, rawBody: PageBytes)
    /// Redirects are not followed, because the credentials are for one host only. `host` is where it pointed; nil for a 3xx that points
    /// nowhere.
    case redirect(path: String, status: Int, host: String?)
    /// The server's certificate isn't trusted. Nothing was sent.
    case certificate(host: String, CertificateProblem)
    /// The proxy, named by its host and port, let nothing through to the API's host.
    case proxy(name: String, host: String, ProxyTrouble)
    case cancelled
    /// The request may change something, and this client must not send such requests.
    case writesNotAllowed(path: String)
    /// One of the other cases, with the request that it happened to and all that came of its last try. `get` throws only the cause.
    indirect case failed(FailedRequest)
    /// A recording is played, and this request isn't in it. Other requests may be.
    case notRecorded(path: String)
    case recording(RecordingProblem)
    /// An answer came and could not be recorded. A recording with a hole is useless.
    case recordingFailed(folder: String, reason: String)
    /// The credentials would be sent over the network as plain text. Nothing was sent.
    case insecure(host: String)
    case credentials(CredentialsProblem)
    case baseURL(BaseURLProblem)
    case path(PathProblem)
    /// A variable of the environment should name a proxy, but can't be read. Its text may hold a password.
    case proxySetting(variable: String, ProxyProblem)
    /// A variable of the environment names files of certificates, but there are none.
    case authorities(variable: String, path: String, AuthoritiesProblem)
}

extension PartnerAPIError {
    /// What to do about it, for the `hint:` line; nil if nothing can be done.
    public var hint: String? {
        switch self {
        case .unreachable: "check the base URL and the network, then try again"
        case .timeout, .server: "try again later; what was already read is kept"
        case .unauthorized: "check the token, its data centre (--region) and that it was made by the Embed admin workspace"
        case .forbidden: "tick this endpoint in the API client's role, or leave the resource out with --only"
        case .notFound: "it may have been deleted meanwhile; check the path and the base URL"
        case .noAccount: "check --region or --base-url, and that the token was made by the Embed admin workspace of that data centre"
        case .badRequest: "check the path and its parameters"
        case .tooManyRequests: "something else uses the same budget: try again later, or leave more of it unused with --reserve"
        case .broken: "the answer is kept as it came; try again, and report it if it stays"
        case .redirect(_, _, nil): "check the base URL: the API itself does not answer like this"
        case .redirect: "give the address it points to as --base-url, if you trust it"
        case .certificate(_, let problem): problem.hint
        case .proxy(_, _, let trouble): trouble.hint
        case .cancelled: nil
        case .writesNotAllowed: "allow it with --allow-writes, if the change is meant"
        case .failed(let request): request.hint
        case .notRecorded: "record the account again, with a sync that lists the same"
        case .recording(let problem): problem.hint
        case .recordingFailed: "see that there is room and that the folder may be written; the recording is not complete"
        case .insecure: "use https://; or say --allow-http, if every network on the way is trusted"
        case .credentials(let problem): problem.hint
        case .baseURL(let problem): problem.hint
        case .path(let problem): problem.hint
        case .proxySetting(_, let problem): problem.hint
        case .authorities(let variable, _, _): "name certificates in PEM, or take \(variable) out of the environment"
        }
    }
}

extension PartnerAPIError: CustomStringConvertible {
    /// Says what happened to what.
    public var description: String { text(.get, isRead: true) }

    /// - Parameter isRead: the request was tried as often as allowed. Other requests are sent once.
    private func text(_ method: PartnerRequest.Method, isRead: Bool) -> String {
        let tries = isRead ? ", in every try" : ""
        func about(_ path: String) -> String { "\(method.rawValue) \(path)" }
        return switch self {
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .timeout(let path): "\(about(path)): no complete answer in time"
        case .unauthorized(let path): "\(about(path)): the credentials were not accepted (401)"
        case .forbidden(let path, let message): "\(about(path)): access refused (403)\(Self.quoted(message))"
        case .notFound(let path): "\(about(path)): not found (404)"
        case .noAccount(let host, let path): "\(host) has no \(path) (404): no Workato partner API answers at this address"
        case .badRequest(let path, let status, let message): "\(about(path)): request refused (\(status))\(Self.quoted(message))"
        case .tooManyRequests(let path): "\(about(path)): too many requests (429)\(tries)"
        case .server(let path, let status): "\(about(path)): the server failed (\(status))\(tries)"
        case .broken(let path, let reason, let body): "\(about(path)): an answer of \(body.count) bytes cannot be read: \(reason)"
        case .redirect(let path, _, let host?): "\(about(path)): redirected to \(host), which is not followed"
        case .redirect(let path, let status, nil): "\(about(path)): an answer that was not asked for (\(status))"
        case .certificate(let host, let problem): "the certificate of \(host) \(problem)"
        case .proxy(let name, let host, let trouble): "the proxy \(name) \(trouble.text(host: host))"
        case .cancelled: "cancelled"
        case .writesNotAllowed(let path): "\(path): a request that may change something was not sent"
        case .failed(let request): request.cause.text(request.method, isRead: request.isRead)
        case .notRecorded(let path): "\(about(path)): not in the recording"
        case .recording(let problem): problem.description
        case .recordingFailed(let folder, let reason): "\(folder): answers cannot be recorded there: \(reason)"
        case .insecure(let host): "plain HTTP would send the token unencrypted to \(host)"
        case .credentials(let problem): problem.description
        case .baseURL(let problem): problem.description
        case .path(let problem): problem.description
        case .proxySetting(let variable, let problem): "\(variable) \(problem)"
        case .authorities(let variable, let path, let problem): "\(variable): \(path) \(problem)"
        }
    }

    private static func quoted(_ message: String?) -> String { message.map { ": \"\($0)\"" } ?? "" }
}
