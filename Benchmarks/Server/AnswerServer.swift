import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The prepared answers behind a loopback port, on one thread.
struct AnswerServer {
    let port: Int
    let desk: AnswerDesk
    private let group: MultiThreadedEventLoopGroup

    var baseURL: String { "http://127.0.0.1:\(port)" }

    /// Opens a port, 0 for any free one. The desk is empty until it is given answers.
    init(port: Int = 0) throws {
        let desk = AnswerDesk()
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let channel = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(AnswerHandler(desk))
                }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        self.desk = desk
        self.port = channel.localAddress?.port ?? port
    }

    func stop() throws { try group.syncShutdownGracefully() }
}

/// What the server gives out now, and what it was asked for.
final class AnswerDesk: Sendable {
    private struct State {
        var answers: Answers?
        var requests = 0
        var unknown: [String] = []
    }

    private let state = Mutex(State())

    /// Gives out these answers from now on, and counts from zero.
    func lay(out answers: Answers) {
        state.withLock { $0 = State(answers: answers) }
    }

    /// Requests since the answers were laid out.
    var requests: Int { state.withLock { $0.requests } }

    /// Requests among them that had no answer.
    var unknown: [String] { state.withLock { $0.unknown } }

    func answer(_ uri: String) -> Answers.Page? {
        let parts = uri.split(separator: "?", maxSplits: 1)
        let path = parts.first.map { String($0.hasSuffix("/") ? $0.dropLast() : $0) } ?? ""
        var query: [Substring: Int] = [:]
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { query[sides[0]] = Int(sides[1]) }
        }
        return state.withLock { state in
            state.requests += 1
            let page = state.answers?.page(path: path, query: query)
            if page == nil { state.unknown.append(uri) }
            return page
        }
    }
}
