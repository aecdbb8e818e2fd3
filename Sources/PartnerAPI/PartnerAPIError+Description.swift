import Catalog

extension PartnerAPIError: CustomStringConvertible {
    /// Names its subject and what happened.
    public var description: String { text(.get, isRead: true) }

    /// - Parameter isRead: such a request was tried as often as it may be; others were sent once.
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
