import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import PartnerAPI
import Synchronization
import TestServers

/// An HTTP server on loopback that answers exactly the bytes that a test has written, so that it can also break the rules.
final class ScriptedServer: Sendable {
    /// One answer as it goes over the wire; the last one is repeated.
    struct Reply: Sendable {
        var bytes: [UInt8]
        var thenCloses = false

        static func http(_ status: Int, headers: [String] = [], _ body: some Sequence<UInt8>) -> Reply {
            let body = Array(body)
            let head = (["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)"] + headers).joined(separator: "\r\n")
            return Reply(bytes: Array((head + "\r\n\r\n").utf8) + body)
        }
        static func http(_ status: Int, headers: [String] = [], _ body: String = "") -> Reply {
            http(status, headers: headers, body.utf8)
        }
        static let ok = http(200, #"{"result":[{"id":1}]}"#)
        static let silence = Reply(bytes: [])
        static let hangsUp = Reply(bytes: [], thenCloses: true)
        static func raw(_ text: String, thenCloses: Bool) -> Reply { Reply(bytes: Array(text.utf8), thenCloses: thenCloses) }
    }

    private let replies: Mutex<[Reply]>
    private let received = Mutex<[String]>([])
    private let arrivals = AsyncStream<Void>.makeStream()

    /// All requests so far, as they came: head and body.
    var requests: [String] { received.withLock { $0 } }

    /// Returns when the next request has come.
    func nextRequest() async {
        for await _ in arrivals.stream { return }
    }

    private init(_ replies: [Reply]) { self.replies = Mutex(replies) }

    /// - Parameter tls: with it the server speaks TLS, and is called localhost.
    static func with<Result: Sendable>(
        _ replies: [Reply], tls: NIOSSLContext? = nil, _ body: (_ server: ScriptedServer, _ base: BaseURL) async throws -> Result
    ) async throws -> Result {
        try await ServerTurn.take { try await serve(replies, tls, body) }
    }

    private static func serve<Result: Sendable>(
        _ replies: [Reply], _ tls: NIOSSLContext?, _ body: (_ server: ScriptedServer, _ base: BaseURL) async throws -> Result
    ) async throws -> Result {
        let server = ScriptedServer(replies)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    if let tls { try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try child.pipeline.syncOperations.addHandler(Handler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let port = channel.localAddress?.port ?? 0
            let result = try await body(server, try BaseURL("\(tls == nil ? "http://127.0.0.1" : "https://localhost"):\(port)"))
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private func answer(to request: String) -> Reply {
        received.withLock { $0.append(request) }
        arrivals.continuation.yield()
        return replies.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let server: ScriptedServer
        private var request = ""

        init(_ server: ScriptedServer) { self.server = server }

        private func isWhole(_ request: String) -> Bool {
            // TLS to a server that doesn't speak it.
            if request.utf8.first == 0x16 { return true }
            guard let end = request.range(of: "\r\n\r\n") else { return false }
            let lengths = request[..<end.lowerBound].lowercased().components(separatedBy: "\r\ncontent-length: ").dropFirst()
            let length = lengths.first.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
            return request[end.upperBound...].utf8.count >= length
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard isWhole(request) else { return }
            let reply = server.answer(to: request)
            request = ""
            let written = context.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: reply.bytes)))
            if reply.thenCloses {
                let channel = context.channel
                written.whenComplete { _ in channel.close(promise: nil) }
            }
        }
    }
}
