import Catalog
import Foundation
import JSONPages
import NIOHTTP1

/// Sends a request once and brings what came back: no retries, no judgement. `PartnerClient` has one: the network, a recorder before it, or
/// a recording.
protocol Transport: Sendable {
    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply>
}

/// A request as it leaves the client.
struct Outgoing: Sendable {
    let method: PartnerRequest.Method
    /// Path and query from `/api` on, without credentials.
    let target: String
    /// The full address, which may hold a token.
    let url: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]?
}

/// An answer, whole or not.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    var body: PageBytes
    /// Why the body can't be read; nil if it can.
    var flaw: Flaw?
    /// When it was recorded; nil if it isn't from a recording.
    var recordedAt: Date?

    /// Whether the body is plain, not left in some coding.
    var isReadable: Bool {
        if case .unasked = flaw { false } else { true }
    }

    enum Flaw: Sendable, Equatable {
        case brokenOff(String)
        case tooLarge
        /// The body isn't what its headers say.
        case damaged(String)
        /// The body is in a coding that wasn't asked for and can't be read. It is left as it is.
        case unasked(coding: String)
    }
}

/// Why there is no answer.
enum NoReply: Error, Equatable {
    case timeout, cancelled
    case notRecorded
    case recording(RecordingProblem)
    /// The answer came, and could not be recorded.
    case recordingFailed(RecordingFailure)
    /// No connection was made, so nothing was sent.
    case unconnected(String)
    /// The connection broke: the request may have arrived.
    case unreachable(String)
    /// The server's certificate isn't trusted, so nothing was sent.
    case certificate(CertificateProblem)
    /// The proxy let nothing through.
    case proxy(name: String, ProxyTrouble)
    /// The answer breaks the rules of HTTP, so asking again would bring the same.
    case notHTTP(String)
}
