import Catalog
import Foundation
import JSONPages
import NIOHTTP1

/// What brings a request to its answer. One try: no retries, no meaning.
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
    /// Why the body is not whole.
    var flaw: Flaw?
    /// When it was recorded; nil for an answer that came just now.
    var recordedAt: Date?

    /// Whether the body is text, and not left in some coding.
    var isReadable: Bool {
        if case .unasked = flaw { false } else { true }
    }

    enum Flaw: Sendable, Equatable {
        case brokenOff(String)
        case tooLarge
        /// It does not hold what its headers say.
        case damaged(String)
        /// In a coding that was not asked for and cannot be read; the body is left in it.
        case unasked(coding: String)
    }
}

/// Why there is no answer.
enum NoReply: Error, Equatable {
    case timeout, cancelled
    case notRecorded
    case recording(RecordingProblem)
    /// The answer came, and could not be kept.
    case recordingFailed(folder: String, reason: String)
    /// No connection came about, so nothing was sent.
    case unconnected(String)
    /// The connection broke: the request may have arrived.
    case unreachable(String)
    /// The server's certificate is not believed, so nothing was sent.
    case certificate(CertificateProblem)
    /// The proxy let nothing pass.
    case proxy(name: String, ProxyTrouble)
    /// An answer came that HTTP does not allow, and not by chance.
    case notHTTP(String)
}
