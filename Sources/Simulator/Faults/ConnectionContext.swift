import Hummingbird
import NIOCore

/// The context of a request, with its connection, so that faults can cut it.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The part that the API's routes need.
    var basic: BasicRequestContext { BasicRequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger)) }
}

extension Channel {
    /// Closes the connection so that the client sees a reset and not the end of the stream.
    /// - Returns: an answer that the server will not be able to send.
    func reset() async throws -> Response {
        if let socket = self as? any SocketOptionProvider {
            try await socket.setSoLinger(NIOLinger(l_onoff: 1, l_linger: 0)).get()
        }
        try await close()
        return Response(.serverError)
    }
}
