import JSONPages

/// Why the partner API gave no usable answer. Paths stand without their query, and no case ever holds a token.
public enum PartnerAPIError: Error, Sendable {
    /// No connection, or one that broke before an answer came, in every try. `host` carries its port.
    case unreachable(host: String, reason: String)
    /// No complete answer within the time allowed for a call, in every try.
    case timeout(path: String)
    /// 401: the credentials are wrong, or have ended (API.md 1.1).
    case unauthorized(path: String)
    /// 403: the credentials are right, but the client's role or plan lacks this endpoint.
    case forbidden(path: String, message: String?)
    case notFound(path: String)
    /// 400 and all other 4xx: asking again would not help.
    case badRequest(path: String, status: Int, message: String?)
    /// 429 in every try.
    case tooManyRequests(path: String)
    /// 500 and above, in every try.
    case server(path: String, status: Int)
    /// An answer that could not be read, in every try. `rawBody` is what came of the last one, to be kept as evidence.
    case broken(path: String, reason: String, rawBody: PageBytes)
    /// Redirects are not followed: the credentials are meant for one host. `host` is where it pointed.
    case redirect(path: String, host: String?)
    case cancelled
    case credentials(CredentialsProblem)
    case baseURL(BaseURLProblem)
}

extension PartnerAPIError: CustomStringConvertible {
    /// Names its subject and what happened.
    public var description: String {
        switch self {
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .timeout(let path): "GET \(path): no complete answer in time"
        case .unauthorized(let path): "GET \(path): the credentials were not accepted (401)"
        case .forbidden(let path, let message): "GET \(path): access refused (403)\(Self.quoted(message))"
        case .notFound(let path): "GET \(path): not found (404)"
        case .badRequest(let path, let status, let message): "GET \(path): request refused (\(status))\(Self.quoted(message))"
        case .tooManyRequests(let path): "GET \(path): too many requests (429), in every try"
        case .server(let path, let status): "GET \(path): the server failed (\(status)), in every try"
        case .broken(let path, let reason, let body): "GET \(path): an answer of \(body.count) bytes cannot be read: \(reason)"
        case .redirect(let path, let host): "GET \(path): redirected\(host.map { " to \($0)" } ?? ""), which is not followed"
        case .cancelled: "cancelled"
        case .credentials(let problem): problem.description
        case .baseURL(let problem): problem.description
        }
    }

    private static func quoted(_ message: String?) -> String { message.map { ": \"\($0)\"" } ?? "" }
}

extension PartnerAPIError {
    /// What to do about it, for the `hint:` line; nil where nothing can be done.
    public var hint: String? {
        switch self {
        case .unreachable: "check the base URL and the network, then try again"
        case .timeout, .server: "try again later; what was already read is kept"
        case .unauthorized: "check the token, its data centre (--region) and that it was made by the Embed admin workspace"
        case .forbidden: "tick this endpoint in the API client's role, or leave the resource out with --only"
        case .notFound: "it may have been deleted meanwhile; check the path and the base URL"
        case .badRequest: "check the path and its parameters"
        case .tooManyRequests: "something else uses the same budget: try again later, or leave more of it unused with --reserve"
        case .broken: "the answer is kept as it came; try again, and report it if it stays"
        case .redirect: "give the address it points to as --base-url, if you trust it"
        case .cancelled: nil
        case .credentials(let problem): problem.hint
        case .baseURL(let problem): problem.hint
        }
    }
}

extension CredentialsProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no credentials in the environment"
        case .incomplete(let variable): "\(variable) is missing or empty"
        case .controlCharacter(let variable): "\(variable) holds a line break or another control character"
        }
    }

    var hint: String {
        switch self {
        case .missing: "set WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN"
        case .incomplete(let variable): "set \(variable), or use WORKATO_API_TOKEN alone"
        case .controlCharacter(let variable): "set \(variable) again, on one line"
        }
    }
}

extension BaseURLProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .scheme: "the base URL does not begin with https:// or http://"
        case .credentials: "the base URL holds a user name or password"
        case .host: "the base URL has no valid host"
        case .port: "the base URL has no valid port"
        case .path: "the base URL has no valid path"
        case .query: "the base URL holds a query or fragment"
        case .unknownRegion: "unknown region"
        }
    }

    var hint: String {
        switch self {
        case .credentials, .query: "credentials belong in the environment: WORKATO_API_TOKEN"
        case .unknownRegion: "regions are \(BaseURL.regions.joined(separator: ", "))"
        case .scheme, .host, .port, .path: "write it like https://www.workato.com/api"
        }
    }
}
