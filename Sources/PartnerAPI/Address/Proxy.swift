import AsyncHTTPClient
import Foundation
import Values

/// The proxy that requests go through, as the environment names it. A `Route` has one. It never shows its password, not even to reflection.
public struct Proxy: Sendable {
    enum Scheme: String, Sendable { case http, socks5 }

    let scheme: Scheme
    let host: String
    let port: Int
    let authorization: HTTPClient.Authorization?
    /// The variable that names it.
    public let variable: String

    /// Host and port; for messages.
    var name: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

extension Proxy {
    /// Reads what curl reads: `https_proxy` or `http_proxy`, depending on the address, then `all_proxy`. A name in lower case comes before
    /// the same name in capitals. An empty variable counts as not set. Unlike curl, it reads `HTTP_PROXY` in capitals too, because this is
    /// no CGI program.
    ///
    /// - Returns: nil if no proxy is set, or if `NO_PROXY` names the host.
    /// - Throws: `.proxySetting`. It doesn't repeat the text, which may hold a password.
    public static func from(environment: [String: String], for base: BaseURL) throws(PartnerAPIError) -> Proxy? {
        guard NoProxy.rules(in: environment).map({ NoProxy($0.value).holds(base) }) != true else { return nil }
        let name = base.isSecure ? "https_proxy" : "http_proxy"
        guard let (variable, text) = environment.firstSet(of: name, "all_proxy") else { return nil }
        do throws(ProxyProblem) { return try Proxy(text, variable: variable) } catch { throw .proxySetting(variable: variable, error) }
    }

    /// Reads `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT][/]`.
    private init(_ text: String, variable: String) throws(ProxyProblem) {
        self.variable = variable
        let trimmed = text.trimmingBlanks
        let parts = trimmed.range(of: "://")
        scheme = try Self.scheme(parts.map { trimmed[..<$0.lowerBound].lowercased() } ?? "http")
        let rest = trimmed[(parts?.upperBound ?? trimmed.startIndex)...]
        // The password may hold an @ that wasn't encoded, so the last @ ends it.
        let authority = rest.prefix { !"/?#".contains($0) }
        let at = authority.lastIndex(of: "@")
        (host, port) = try Self.address(at.map { authority[authority.index(after: $0)...] } ?? authority)
        authorization = try at.map { at throws(ProxyProblem) in try Self.authorization(authority[..<at]) }
        if scheme == .socks5, authorization != nil { throw .socksPassword }
        if !rest.dropFirst(authority.count).drop(while: { $0 == "/" }).isEmpty { throw .path }
    }

    private static func scheme(_ name: String) throws(ProxyProblem) -> Scheme {
        switch name {
        case "http": .http
        // Like curl's socks5h: the proxy looks the name up.
        case "socks5", "socks5h": .socks5
        case "https": throw .overTLS
        default: throw .scheme
        }
    }

    private static func address(_ text: Substring) throws(ProxyProblem) -> (host: String, port: Int) {
        do throws(PartnerAPIError) {
            let address = try BaseURL.host(text, defaultPort: 0)
            let end = address.hasPrefix("[") ? address.lastIndex(of: "]") : nil
            let colon = address[(end ?? address.startIndex)...].lastIndex(of: ":")
            let host = address[..<(colon ?? address.endIndex)].filter { !"[]".contains($0) }
            // The default of curl.
            return (host, colon.flatMap { Int(address[address.index(after: $0)...]) } ?? 1_080)
        } catch {
            if case .baseURL(.port) = error { throw .port }
            throw .host
        }
    }

    private static func authorization(_ text: Substring) throws(ProxyProblem) -> HTTPClient.Authorization {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let decoded = halves.compactMap { $0.removingPercentEncoding }
        guard decoded.count == halves.count, let user = decoded.first, !user.contains(":") else { throw .credentials }
        return .basic(username: user, password: decoded.count > 1 ? decoded[1] : "")
    }
}

extension Proxy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Its address, without credentials.
    public var description: String { "\(scheme.rawValue)://\(name)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

/// Why a proxy let nothing through.
public enum ProxyTrouble: Sendable, Equatable {
    case unreachable(reason: String)
    /// 407: the proxy wants credentials, or other ones.
    case credentials
    /// The proxy answered, but opened no connection to the API.
    case closed
}

extension ProxyTrouble {
    /// What follows "the proxy HOST:PORT".
    func text(host: String) -> String {
        switch self {
        case .unreachable(let reason): "cannot be reached: \(reason)"
        case .credentials: "did not accept the credentials, or wants some (407)"
        case .closed: "opened no connection to \(host)"
        }
    }

    var hint: String {
        switch self {
        case .unreachable: "check the proxy's address (workato-mirror config shows it), or name the API's host in NO_PROXY"
        case .credentials: "write them into the proxy's variable: http://USER:PASSWORD@HOST:PORT, with %40 for an @"
        case .closed: "check that the proxy may connect to the API's host, or name that host in NO_PROXY"
        }
    }
}

/// What is wrong with a proxy's address.
public enum ProxyProblem: Error, Sendable, Equatable {
    case scheme, overTLS, host, port, path, credentials, socksPassword
}

extension ProxyProblem: CustomStringConvertible {
    /// What follows the variable's name.
    public var description: String {
        switch self {
        case .scheme: "names a kind of proxy that is not known"
        case .overTLS: "names a proxy that is itself spoken to over TLS, which is not supported"
        case .host: "has no valid host"
        case .port: "has no valid port"
        case .path: "holds more than an address"
        case .credentials: "has a user name or password that cannot be read"
        case .socksPassword: "has a password for a SOCKS proxy, which is not supported"
        }
    }

    var hint: String {
        switch self {
        case .credentials: "write %25 for a %, %3A for a : and %40 for an @ in them"
        default: "write it like http://proxy.example:3128, or socks5h://proxy.example:1080"
        }
    }
}

extension [String: String] {
    /// The first of these variables that is set and not empty: each in lower case, then in capitals.
    func firstSet(of names: String...) -> (variable: String, value: String)? {
        names.lazy.flatMap { [$0, $0.uppercased()] }.compactMap { name in
            self[name].flatMap { $0.trimmingBlanks.isEmpty ? nil : (name, $0) }
        }.first
    }
}
