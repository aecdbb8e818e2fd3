import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A proxy on loopback: it opens tunnels, forwards plain requests, and remembers what it was asked for.
final class TestProxy: Sendable {
    private let heads = Mutex<[String]>([])
    private let refusal: Int?

    /// The heads of the requests so far, as they came.
    var requests: [String] { heads.withLock { $0 } }

    private init(refusal: Int?) { self.refusal = refusal }

    /// - Parameter refusal: the status of every answer; nil to do what is asked for.
    static func with<Result: Sendable>(
        refusal: Int? = nil, _ body: (_ proxy: TestProxy, _ address: String) async throws -> Result
    ) async throws -> Result {
        let proxy = TestProxy(refusal: refusal)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture { try child.pipeline.syncOperations.addHandler(Front(proxy)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(proxy, "127.0.0.1:\(channel.localAddress?.port ?? 0)")
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private struct Plan: Sendable {
        let host: String
        let port: Int
        /// What is forwarded to the server; nil for a tunnel.
        let request: String?
    }

    private func plan(for head: String) -> Plan? {
        heads.withLock { $0.append(head) }
        let words = head.split(separator: " ")
        guard refusal == nil, words.count > 2 else { return nil }
        let isTunnel = words[0] == "CONNECT"
        let target = isTunnel ? words[1] : words[1].dropFirst("http://".count).prefix { $0 != "/" }
        guard let colon = target.lastIndex(of: ":"), let port = Int(target[target.index(after: colon)...]) else { return nil }
        let request = isTunnel ? nil : head.replacingOccurrences(of: "http://\(target)", with: "")
        return Plan(host: String(target[..<colon]), port: port, request: request)
    }

    private final class Front: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let proxy: TestProxy
        private var head = ""
        private var server: EventLoopFuture<any Channel>?

        init(_ proxy: TestProxy) { self.proxy = proxy }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            if let server { return server.whenSuccess { $0.writeAndFlush(buffer, promise: nil) } }
            head += String(buffer: buffer)
            guard head.contains("\r\n\r\n") else { return }
            let client = context.channel
            guard let plan = proxy.plan(for: head) else { return answer(client, proxy.refusal ?? 400) }
            let server = ClientBootstrap(group: context.eventLoop)
                .channelInitializer { server in
                    server.eventLoop.makeCompletedFuture { try server.pipeline.syncOperations.addHandler(Back(client)) }
                }
                .connect(host: plan.host, port: plan.port)
            self.server = server
            server.whenSuccess { server in
                if let request = plan.request { return server.writeAndFlush(ByteBuffer(string: request), promise: nil) }
                client.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"), promise: nil)
            }
            server.whenFailure { _ in client.close(promise: nil) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            server?.whenSuccess { $0.close(promise: nil) }
        }

        private func answer(_ client: any Channel, _ status: Int) {
            let text = "HTTP/1.1 \(status) Refused\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
            client.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }
    }

    private final class Back: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let client: any Channel

        init(_ client: any Channel) { self.client = client }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            client.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { client.close(promise: nil) }
    }
}
