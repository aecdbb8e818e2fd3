import Foundation

/// The request of a recorded answer, in a form that can be compared: the order of parameters, escapes and white space don't matter.
/// `Recording` looks answers up by it.
struct RecordedRequest: Hashable, Sendable {
    let method: String
    let segments: [String]
    let parameters: [String]
    let body: [UInt8]

    /// - Parameter target: path and query from `/api` on.
    init(method: String, target: String, body: [UInt8]?) {
        let parts = target.split(separator: "?", maxSplits: 1)
        self.method = method
        segments = (parts.first ?? "").split(separator: "/").map(Self.decoded)
        parameters = (parts.dropFirst().first ?? "").split(separator: "&").filter { !Self.isCredential($0) }.map(Self.decoded).sorted()
        self.body = body.map(Self.canonical) ?? []
    }

    init(_ outgoing: Outgoing) {
        self.init(method: outgoing.method.rawValue, target: outgoing.target, body: outgoing.body)
    }

    /// A replay has no credentials. A request that was recorded with credentials in its query is the same request.
    private static func isCredential(_ parameter: Substring) -> Bool {
        parameter.hasPrefix("user_token=") || parameter.hasPrefix("user_email=")
    }

    private static func decoded(_ text: Substring) -> String { text.removingPercentEncoding ?? String(text) }

    /// JSON without its white space and with its keys in order; other texts without their line ends.
    private static func canonical(_ body: [UInt8]) -> [UInt8] {
        if let value = try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed),
            let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        {
            return Array(data)
        }
        return body.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    }
}
