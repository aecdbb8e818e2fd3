import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

extension Transfer {
    /// Sorts what went wrong before an answer came.
    func noReply(_ error: any Error) async -> NoReply {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded: .timeout
        case let error as HTTPClientError where error == .proxyAuthenticationRequired: .proxy(name: proxyName, .credentials)
        case let error where saysClosedProxy(error): .proxy(name: proxyName, .closed)
        // NIO has no name of its own for a Transfer-Encoding that comes after a Content-Length.
        case HTTPParserError.unexpectedContentLength, HTTPParserError.invalidContentLength, HTTPParserError.unknown:
            .notHTTP("what its headers say of its length contradicts itself")
        case HTTPParserError.headerOverflow: .notHTTP("its headers are too long")
        case let error as NIOSSLExtraError where [.failedToValidateHostname, .serverHostnameImpossibleToMatch].contains(error):
            .certificate(.otherHost)
        case let error as NIOSSLError where TransferText.saysUntrusted(error):
            .certificate(await CertificateLook.problem(url: base.canonical, configuration: configuration, timeout: .seconds(10)))
        case let error where TransferText.saysUnconnected(error):
            unconnected(TransferText.reason(error))
        default: .unreachable(TransferText.reason(error))
        }
    }

    private func unconnected(_ reason: String) -> NoReply {
        route.proxy == nil ? .unconnected(reason) : .proxy(name: proxyName, .unreachable(reason: reason))
    }

    private var proxyName: String { route.proxy?.name ?? "" }

    private func saysClosedProxy(_ error: any Error) -> Bool {
        if let error = error as? HTTPClientError {
            return [.invalidProxyResponse, .httpProxyHandshakeTimeout, .socksHandshakeTimeout].contains(error)
        }
        // Many types, none of which says more.
        return String(reflecting: type(of: error)).hasPrefix("NIOSOCKS.")
    }
}
