import Hummingbird
import NIOCore
import Synchronization

/// An answer's bytes, and whether the connection stays open after them.
struct Delivery: Sendable {
    enum Ending: Sendable, Equatable {
        case whole
        /// The connection ends before all of the announced bytes have come.
        case shortOf(Int)
        /// The connection ends between two chunks.
        case brokenChunks
    }

    var answer: PlayedAnswer
    var ending = Ending.whole

    init(_ answer: PlayedAnswer) { self.answer = answer }

    /// Reads an answer of the API as it would be sent.
    init(_ response: Response) async throws {
        let collected = CollectedBody()
        try await response.body.write(collected)
        let headers = response.headers.filter { $0.name != .contentLength }.map { ($0.name.canonicalName, $0.value) }
        self.init(PlayedAnswer(Int(response.status.code), headers: headers, body: collected.bytes.withLock { $0 }))
    }

    /// The answer for a connection, which it closes if the fault says so.
    func response(on connection: any Channel) -> Response {
        var response = Response(answer)
        guard ending != .whole else { return response }
        let sent = answer.body
        response.body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: sent))
            // This waits until everything is sent. An error that is thrown at once would drop what the socket has not taken yet.
            try await connection.close(mode: .output)
            throw Cut()
        }
        if case .shortOf(let length) = ending { response.headers[.contentLength] = String(length) }
        return response
    }

    /// Makes the server drop the connection, which it does if a body is not finished.
    private struct Cut: Error {}
}

/// Collects what a body writes.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
    func finish(_: HTTPFields?) async throws {}
}
