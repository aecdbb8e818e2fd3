import Foundation
import Logging
import Values

/// One record of a log as a line of text or JSON. `LineLogHandler` makes and writes it.
///
/// It escapes more than JSON demands, so that nothing that is logged can steer a terminal or split a line.
struct LogRecord {
    let time, level, label, message: String
    let metadata: Logger.Metadata

    var json: String {
        let head = [("time", time), ("level", level), ("label", label), ("message", message)].map { "\"\($0)\":\(quoted($1))" }
        return "{" + (head + ["\"metadata\":" + json(.dictionary(metadata))]).joined(separator: ",") + "}"
    }

    var text: String {
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \(word($0.key))=\(word(plain($0.value)))" }
        return "\(time) \(level) \(label): " + visible(message) + pairs.joined()
    }

    private func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        // Whole numbers stay numbers, so that programs can add them up.
        case .stringConvertible(let number as any BinaryInteger): "\(number)"
        case .stringConvertible(let seconds as Seconds): seconds.description
        case .stringConvertible(let other): quoted(other.description)
        case .array(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .dictionary(let pairs):
            "{" + pairs.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
        }
    }

    private func plain(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): text
        case .stringConvertible(let other): other.description
        case .array, .dictionary: json(value)
        }
    }

    /// The text as it is if a reader sees where it ends, else in quotes.
    private func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy { $0 > " " && $0 != "\"" && $0 != "=" && !needsEscape($0) }
        return isPlain ? text : quoted(text)
    }

    /// The text without anything that moves the cursor or ends a line.
    private func visible(_ text: String) -> String {
        text.unicodeScalars.map { needsEscape($0) && $0 != "\"" && $0 != "\\" ? escape($0) : String($0) }.joined()
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { needsEscape($0) ? escape($0) : String($0) }.joined() + "\""
    }

    // Also C1 controls and the Unicode line ends: a terminal obeys the former, and some log readers split lines at the latter.
    private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "\\", "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": return "\\" + String(scalar)
        case "\n": return "\\n"
        default: return JSONText.escape(scalar)
        }
    }
}

/// A duration as it is written in a log: seconds with three decimals, rounded down.
struct Seconds: CustomStringConvertible {
    let description: String

    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        description = "\(seconds)." + String(repeating: "0", count: max(0, 3 - thousandths.count)) + thousandths
    }
}

extension Error {
    /// What happened, in the error's own words. Never the names of Swift types and cases.
    var words: String {
        switch self {
        case is CocoaError, is POSIXError: localizedDescription
        case let error as any CustomStringConvertible: error.description
        default: "an error without a description"
        }
    }
}
