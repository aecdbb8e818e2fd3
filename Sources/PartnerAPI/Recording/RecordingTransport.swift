import Foundation
import JSONPages

/// Keeps every answer before anything else sees it.
struct RecordingTransport: Transport {
    let transport: any Transport
    let recorder: Recorder
    let credentials: Credentials
    let date: @Sendable () -> Date

    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply> {
        let result = await transport.send(outgoing)
        // What cannot be read cannot be cleared of secrets.
        guard case .success(let reply) = result, reply.isReadable else { return result }
        do throws(PartnerAPIError) {
            try recorder.record(reply, to: outgoing, at: date()) { credentials.cleared($0) }
            return result
        } catch {
            guard case .recordingFailed(let folder, let reason) = error else { return result }
            return .failure(.recordingFailed(folder: folder, reason: reason))
        }
    }
}

extension Credentials {
    /// The body without the token, should the server have repeated it.
    func cleared(_ body: PageBytes) -> PageBytes {
        let text = body.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        guard isRepeated(in: text) else { return body }
        return PageBytes("[redacted: \(body.count) bytes that repeat the token]".utf8)
    }
}
