import CJSONPages
import Values

/// Which values of a page must not be kept, and what replaces them. `ColumnMasking` makes it; it is applied before anything else sees the
/// page.
///
/// A field's name is compared by its characters, however its key is escaped. Rules look into arrays and objects, but not into JSON that is
/// the text of a string, such as a recipe's `code`.
public struct Redaction: Sendable {
    /// What happens to a field's value. A null always stays, because it holds nothing.
    public enum Rule: Sendable {
        /// The value, whatever it is, becomes this string. At any depth.
        case replace(with: String)
        /// In a string, `?[redacted]` replaces the first `?` and what follows it. In an array or object, this happens to every string.
        /// At any depth.
        case stripQuery
        /// The value becomes the string that the closure makes of it. The closure receives a string's characters, or the JSON text as
        /// received.
        ///
        /// Use a keyed hash: then values can be compared without being stored. In a list that `RecordPage` finds, only a record's own
        /// fields are meant, not those within them. Everywhere else, also in an unknown envelope, fields are meant at any depth.
        case hash(@Sendable (UnsafeRawBufferPointer) -> String)
    }

    let fields: [String]
    let replacements: [Replacement]

    /// - Parameter rules: what to do with the fields of each name.
    public init(_ rules: [String: Rule]) {
        fields = Array(rules.keys)
        replacements = rules.values.map(Replacement.init)
    }

    /// Every string and number becomes `"[withheld]"`; structure, keys, booleans and nulls stay.
    ///
    /// It is used to keep an answer that nobody can interpret, if the resource has secrets.
    public static let maskAll = Redaction(masking: "[withheld]")

    private init(masking mask: String) {
        fields = [""]
        replacements = [Replacement(scope: JP_EVERYTHING, .text(JSONText.quoted(mask, .stored)))]
    }
}

extension Redaction {
    /// The page with the values replaced. Everything else keeps its bytes, white space included.
    ///
    /// The page is read from end to end even if it holds none of the names, because searching for them would take as long.
    ///
    /// - Returns: the same page, not copied, if no rule's field occurs. If there are no rules, the page isn't read.
    /// - Throws: `.broken` if the page isn't JSON, or is nested too deep to be read. Keep nothing of it then.
    public func apply(to bytes: PageBytes) throws(PageError) -> PageBytes {
        if fields.isEmpty { return bytes }
        let (places, arena) = try places(in: bytes)
        if places.isEmpty { return bytes }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + places.count * 80 + PageBytes.padding)
        bytes.withUnsafeBytes { page in
            arena.withUnsafeBytes { arena in
                var kept = 0
                for place in places {
                    text.append(contentsOf: page[kept..<Int(place.offset)])
                    let json = slice(page, place.offset, place.length)
                    let value = slice(place.value.in_arena == 1 ? arena : page, place.value.offset, place.value.length)
                    replacements[Int(place.rule)].write(json, saying: value, to: &text)
                    kept = Int(place.offset) + Int(place.length)
                }
                text.append(contentsOf: page[kept...])
            }
        }
        return PageBytes(padding: text)
    }

    private func places(in bytes: PageBytes) throws(PageError) -> (places: [jp_place], arena: [UInt8]) {
        let scopes = replacements.map(\.scope)
        let found = bytes.withCText { page, count in
            withCStrings(fields) { names in jp_locate(page, count, names, scopes, scopes.count) }
        }
        try PageError.check(found.status, found.message)
        // Copied, because a rule's closure may read pages too, and that would overwrite the arena.
        let arena = UnsafeRawBufferPointer(start: found.arena, count: found.arena_length)
        return (Array(UnsafeBufferPointer(start: found.places, count: found.count)), Array(arena))
    }
}

/// A rule as a page is rewritten with it.
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
    ///   - value: the same text, but the characters of a string.
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

    /// Where a JSON string has its first `?`, as itself or as an escape.
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
