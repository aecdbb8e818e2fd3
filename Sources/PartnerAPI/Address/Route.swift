import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// How the API is reached: through which proxy, and which certificate authorities are trusted. The client applies it to its connections.
public struct Route: Sendable {
    let proxy: Proxy?
    /// Nil for those that the system trusts.
    let authorities: TrustedAuthorities?

    /// Straight to the API, with the authorities that the system trusts.
    public static let direct = Route(proxy: nil, authorities: nil)

    /// Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR`, as far as they concern this address.
    ///
    /// - Throws: `.proxySetting` or `.authorities`.
    public static func from(environment: [String: String], to base: BaseURL) throws(PartnerAPIError) -> Route {
        Route(
            proxy: try Proxy.from(environment: environment, for: base),
            authorities: base.isSecure ? try TrustedAuthorities.from(environment: environment) : nil)
    }
}

extension Route {
    /// Refuses plain HTTP to another machine, because everyone on the way could read the token.
    ///
    /// - Throws: `.insecure`.
    public func requireSecrecy(to base: BaseURL) throws(PartnerAPIError) {
        guard !base.isSecure else { return }
        guard base.isLoopback else { throw .insecure(host: base.host) }
        if let proxy, !BaseURL.isLoopback(proxy.host) { throw .insecure(host: proxy.name) }
    }

    /// The proxy that receives plain HTTP requests with the full address (RFC 9112, 3.2.2). Many proxies open tunnels only for HTTPS.
    func forwarder(to base: BaseURL) -> Proxy? {
        proxy.flatMap { $0.scheme == .http && !base.isSecure ? $0 : nil }
    }

    func apply(to configuration: inout HTTPClient.Configuration, base: BaseURL) {
        if let authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(authorities.certificates)
            configuration.tlsConfiguration = tls
        }
        guard let proxy else { return }
        if forwarder(to: base) != nil {
            let origin = base.origin
            configuration.http1_1ConnectionDebugInitializer = { channel in FullAddress.add(to: channel, origin: origin) }
            return
        }
        switch proxy.scheme {
        case .http: configuration.proxy = .server(host: proxy.host, port: proxy.port, authorization: proxy.authorization)
        case .socks5: configuration.proxy = .socksServer(host: proxy.host, port: proxy.port)
        }
    }

    /// The request as the connection needs it: addressed to the proxy if that forwards it, else unchanged.
    func addressed(_ outgoing: Outgoing, base: BaseURL) -> (url: String, headers: [(name: String, value: String)]) {
        guard let proxy = forwarder(to: base) else { return (outgoing.url, outgoing.headers) }
        let authorization = proxy.authorization.map { [(name: "Proxy-Authorization", value: $0.headerValue)] } ?? []
        return (
            "http://\(proxy.name)" + outgoing.url.dropFirst(base.origin.count),
            outgoing.headers + [(name: "Host", value: base.host)] + authorization
        )
    }
}

/// Writes the full address into requests. AsyncHTTPClient writes only path and query.
private final class FullAddress: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private let origin: String

    private init(origin: String) { self.origin = origin }

    static func add(to channel: any Channel, origin: String) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
            try pipeline.addHandler(FullAddress(origin: origin), position: .after(encoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        head.uri = origin + head.uri
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
