import Foundation
import Values

/// Reads how long the server asks to wait (RFC 9110, 10.2.3). API.md 1.2: the form isn't documented, so all forms are read.
enum RetryAfter {
    /// A longer wait than this is taken for a mistake.
    private static let absurd = Duration.seconds(3600)

    /// - Parameters:
    ///   - text: seconds, decimals allowed, or an HTTP date.
    ///   - answerDate: the answer's own `Date`, so that a wrong clock on either side doesn't matter.
    ///   - longest: the wait that replaces an absurd one.
    /// - Returns: nil if the text is absent, zero, past or garbage. Then the ordinary backoff applies.
    static func delay(_ text: String?, answerDate: String?, now: Date, longest: Duration) -> Duration? {
        guard let text = text?.trimmingBlanks, let delay = seconds(text) ?? until(text, answerDate: answerDate, now: now), delay > .zero
        else { return nil }
        return delay > absurd ? longest : delay
    }

    /// Digits with at most one point. `Double` alone would also read `inf`, `nan` and `0x10`.
    private static func seconds(_ text: String) -> Duration? {
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let seconds = Double(text) else { return nil }
        return .seconds(min(seconds, 1e9))
    }

    private static func until(_ text: String, answerDate: String?, now: Date) -> Duration? {
        guard let date = HTTPDate.parse(text) else { return nil }
        let from = answerDate.flatMap(HTTPDate.parse) ?? now
        return .seconds(date.timeIntervalSince(from))
    }
}
