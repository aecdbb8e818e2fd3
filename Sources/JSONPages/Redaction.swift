import CJSONPages
import Values

/// Which values of a page must not be kept, and what takes their place, before anything else sees the page.
///
/// A field's name is compared as it reads, however its key is escaped. Rules look into arrays and objects, never into
/// JSON that is the text of a string, such as a recipe's `code`.
public struct Redaction: Sendable {
    /// What happens to a field's value. A null always stays: it says nothing.
    public enum Rule: Sendable {
        /// The value, whatever it is, becomes this string. At any depth.
        case replace(with: String)
        /// A string loses what follows its first `?`, and says `?[redacted]` instead; in an array or object, every string does. At any depth.
        case stripQuery
        /// The value becomes the string that the closure makes of it: of what a string says, else of the JSON text as received.
        ///
        /// For comparing values without having them: use a keyed hash. In a list that `RecordPage` finds, only a record's own fields
        /// are meant, not what lies within them; everywhere else, an unknown envelope included, it holds at any depth.
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
    /// For keeping an answer that nobody can interpret, of a resource that has secrets.
    public static let maskAll = Redaction(masking: "[withheld]")

    private init(masking mask: String) {
        fields = [""]
        replacements = [Replacement(scope: JP_EVERYTHING, .text(JSONText.quoted(mask, .stored)))]
    }
}

extension Redaction {
    /// The page with the values replaced; all else keeps its bytes, white space included.
    ///
    /// The page is read from end to end also where it holds none of the names: searching it for them takes as long.
    ///
    /// - Returns: the very same page, not copied, where no rule's field occurs, or where there are no rules; only then is it not read.
    /// - Throws: `.broken` where it is not JSON, or nested too deep to read: keep nothing of it.
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
        let found = bytes.withUnsafeBytes { page in
            withCStrings(fields) { names in
                jp_locate(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, names, scopes, scopes.count)
            }
        }
        try PageError.check(found.status, found.message)
        // Copied, because a rule's closure may read pages too.
        let arena = UnsafeRawBufferPointer(start: found.arena, count: found.arena_length)
        return (Array(UnsafeBufferPointer(start: found.places, count: found.count)), Array(arena))
    }
}
