import Foundation
import JSONPages

/// What the body of a refusal says (API.md 1.1), for the error that `RetryDecision` makes of it. The body may also be HTML, or empty.
enum ServerMessage {
    private struct Body: Decodable { let message: String? }

    private static let longest = 1 << 16

    /// The `message` in it.
    static func read(_ body: PageBytes) -> String? {
        let data = body.withUnsafeBytes { Data($0.prefix(longest)) }
        return try? JSONDecoder().decode(Body.self, from: data).message
    }

    /// All of it except control characters; nil if nothing is left, or if it repeats the credentials.
    static func whole(_ body: PageBytes, _ credentials: Credentials) -> String? {
        // Read past the end, so that a token that is cut in two at the end is found too.
        let text = body.withUnsafeBytes { String(decoding: $0.prefix(longest + 4_096), as: UTF8.self) }
        if credentials.isRepeated(in: text) { return nil }
        let visible = text.unicodeScalars.filter { $0.properties.generalCategory != .control || "\n\t".unicodeScalars.contains($0) }
        let shown = String(String.UnicodeScalarView(visible.prefix(longest)))
        return shown.isEmpty ? nil : shown
    }
}
