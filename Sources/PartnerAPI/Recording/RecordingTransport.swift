import Foundation
import JSONPages

/// Records every answer of another transport before anything else sees it.
struct RecordingTransport: Transport {
    let transport: any Transport
    let recorder: Recorder
    let credentials: Credentials
    let date: @Sendable () -> Date

    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply> {
        let result = await transport.send(outgoing)
        // Secrets can't be removed from a body that can't be read.
        guard case .success(let reply) = result, reply.isReadable else { return result }
        do throws(RecordingFailure) {
            try recorder.record(reply, to: outgoing, at: date()) { credentials.cleared($0) }
            return result
        } catch {
            return .failure(.recordingFailed(error))
        }
    }
}

extension Credentials {
    /// The body as it may be recorded: nothing of it, if the server has repeated the token.
    func cleared(_ body: PageBytes) -> PageBytes {
        let text = body.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        guard isRepeated(in: text) else { return body }
        return PageBytes("[redacted: \(body.count) bytes that repeat the token]".utf8)
    }
}
