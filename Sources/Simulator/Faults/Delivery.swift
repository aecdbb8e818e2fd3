import Hummingbird
import NIOCore
import Synchronization

/// An answer's bytes, and whether the connection outlasts them.
struct Delivery: Sendable {
    enum Ending: Sendable, Equatable {
        case whole
        /// The connection ends before so many bytes have come.
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

    /// The answer for a connection, which ends with it if it must.
    func response(on connection: any Channel) -> Response {
        var response = Response(answer)
        guard ending != .whole else { return response }
        let sent = answer.body
        response.body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: sent))
            // Waits until all of it is on its way; a thrown error alone would drop what the socket has not yet taken.
            try await connection.close(mode: .output)
            throw Cut()
        }
        if case .shortOf(let length) = ending { response.headers[.contentLength] = String(length) }
        return response
    }

    /// Makes the server drop the connection; a body that is not finished is its sign to do so.
    private struct Cut: Error {}
}

/// Keeps what a body writes.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
    func finish(_: HTTPFields?) async throws {}
}
