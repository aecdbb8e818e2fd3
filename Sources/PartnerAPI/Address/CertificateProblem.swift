import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

/// Why a server's certificate isn't trusted.
public enum CertificateProblem: Sendable, Equatable {
    case untrusted, otherHost
    case expired(Date)
    case notYetValid(Date)
}

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

/// Finds out why a certificate was refused, which TLS itself doesn't say. `HTTPTransport` asks it after a failed connection.
enum CertificateLook {
    /// Connects once more in the same way, reads the certificate's dates, and closes the connection before anything is sent.
    static func problem(url: String, configuration: HTTPClient.Configuration, timeout: TimeAmount) async -> CertificateProblem {
        var configuration = configuration
        var tls = configuration.tlsConfiguration ?? .makeClientConfiguration()
        // Only to see the refused certificate: `look` fails every connection, so no request is ever sent over one.
        tls.certificateVerification = .none
        configuration.tlsConfiguration = tls
        configuration.http1_1ConnectionDebugInitializer = look
        configuration.http2ConnectionDebugInitializer = look
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var problem = CertificateProblem.untrusted
        do {
            _ = try await http.execute(HTTPClientRequest(url: url), timeout: timeout)
        } catch let seen as Seen {
            problem = seen.problem
        } catch {}
        try? await http.shutdown()
        return problem
    }

    /// Carries the result out of the connection, which fails with it.
    private struct Seen: Error { let problem: CertificateProblem }

    @Sendable private static func look(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
            channel.close(promise: nil)
            throw Seen(problem: certificate.map(classify) ?? .untrusted)
        }
    }

    /// Uses the machine's clock, as TLS does.
    private static func classify(_ certificate: NIOSSLCertificate) -> CertificateProblem {
        let now = Date()
        let start = Date(timeIntervalSince1970: Double(certificate.notValidBefore))
        let end = Date(timeIntervalSince1970: Double(certificate.notValidAfter))
        return now > end ? .expired(end) : now < start ? .notYetValid(start) : .untrusted
    }
}
