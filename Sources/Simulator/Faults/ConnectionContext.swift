import Hummingbird
import NIOCore

/// The context of a request with its connection, which faults cut.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// What the API's routes want.
    var basic: BasicRequestContext { BasicRequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger)) }
}

extension Channel {
    /// Closes so that the other side sees a reset and no end of the stream.
    /// - Returns: an answer for the server to fail to send.
    func reset() async throws -> Response {
        if let socket = self as? any SocketOptionProvider {
            try await socket.setSoLinger(NIOLinger(l_onoff: 1, l_linger: 0)).get()
        }
        try await close()
        return Response(.serverError)
    }
}
