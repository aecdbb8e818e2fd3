import Foundation

// What each problem on the way to the API is called, and what to do about it.

extension CertificateProblem: CustomStringConvertible {
    /// What follows "the certificate of HOST".
    public var description: String {
        switch self {
        case .untrusted: "is not signed by an authority that is trusted here"
        case .otherHost: "is made out to another name"
        case .expired(let date): "expired on \(date.formatted(.iso8601.year().month().day()))"
        case .notYetValid(let date): "is not valid before \(date.formatted(.iso8601.year().month().day()))"
        }
    }

    var hint: String {
        switch self {
        case .untrusted: "if you trust the authority that signed it, name that authority's certificate (PEM) in SSL_CERT_FILE"
        case .otherHost: "check the host's name in the base URL, or ask who runs the server for a certificate with this name"
        case .expired, .notYetValid: "check this machine's clock; if it is right, who runs the server has to renew the certificate"
        }
    }
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

extension AuthoritiesProblem: CustomStringConvertible {
    /// What follows the path.
    public var description: String {
        switch self {
        case .missing: "does not exist"
        case .unreadable: "cannot be read"
        case .empty: "holds no certificate in PEM"
        }
    }
}
