import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

/// Why a server's certificate is not believed.
public enum CertificateProblem: Sendable, Equatable {
    case untrusted, otherHost
    case expired(Date)
    case notYetValid(Date)
}

/// Looks at a certificate that was refused. TLS says that it was, and does not say why.
enum CertificateLook {
    /// Connects once more, the same way, reads the certificate's dates, and hangs up before anything is sent.
    static func problem(url: String, configuration: HTTPClient.Configuration, timeout: TimeAmount) async -> CertificateProblem {
        var configuration = configuration
        var tls = configuration.tlsConfiguration ?? .makeClientConfiguration()
        // Only to be shown what was refused: `look` fails every connection, so no request ever goes over one.
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

    /// What was seen, on its way out.
    private struct Seen: Error { let problem: CertificateProblem }

    @Sendable private static func look(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
            channel.close(promise: nil)
            throw Seen(problem: certificate.map(classify) ?? .untrusted)
        }
    }

    /// By the machine's clock, as TLS itself.
    private static func classify(_ certificate: NIOSSLCertificate) -> CertificateProblem {
        let now = Date()
        let start = Date(timeIntervalSince1970: Double(certificate.notValidBefore))
        let end = Date(timeIntervalSince1970: Double(certificate.notValidAfter))
        return now > end ? .expired(end) : now < start ? .notYetValid(start) : .untrusted
    }
}
