import CJSONPages
import Values

/// A rule in the form in which a page is rewritten.
struct Replacement: Sendable {
    enum Kind: Sendable {
        /// A JSON text, made once.
        case text(String)
        case query
        case hash(@Sendable (UnsafeRawBufferPointer) -> String)
    }

    let scope: jp_scope
    let kind: Kind

    init(scope: jp_scope, _ kind: Kind) {
        self.scope = scope
        self.kind = kind
    }

    init(_ rule: Redaction.Rule) {
        switch rule {
        case .replace(let text): self.init(scope: JP_VALUE, .text(JSONText.quoted(text, .stored)))
        case .stripQuery: self.init(scope: JP_STRINGS, .query)
        case .hash(let hash): self.init(scope: JP_RECORD_VALUE, .hash(hash))
        }
    }

    /// - Parameters:
    ///   - json: the value's JSON text.
    ///   - value: the same, but of a string what it says.
    func write(_ json: UnsafeRawBufferPointer, saying value: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        switch kind {
        case .text(let replacement): text.append(contentsOf: replacement.utf8)
        case .hash(let hash): text.append(contentsOf: JSONText.quoted(hash(value), .stored).utf8)
        case .query:
            guard let query = queryStart(in: json) else { return text.append(contentsOf: json) }
            text.append(contentsOf: json[..<query])
            text.append(contentsOf: #"?[redacted]""#.utf8)
        }
    }

    /// Where the first `?` of a JSON string is written, as itself or as an escape.
    private func queryStart(in json: UnsafeRawBufferPointer) -> Int? {
        var index = json.startIndex
        while index < json.endIndex {
            switch json[index] {
            case UInt8(ascii: "?"): return index
            case UInt8(ascii: "\\"):
                let escape = json[index...].prefix(6)
                if escape.elementsEqual(#"\u003f"#.utf8) || escape.elementsEqual(#"\u003F"#.utf8) { return index }
                index += 2
            default: index += 1
            }
        }
        return nil
    }
}
