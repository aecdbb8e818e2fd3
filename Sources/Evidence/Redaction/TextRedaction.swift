import Hashing
import JSONPages

/// Replaces redacted values wherever they stand in a text: as the whole, as a part, or within the strings of JSON.
struct TextRedaction {
    private let key: RedactionKey
    private let values: [[UInt8]]
    private let matcher: ValueMatcher
    /// Finds the values that have quotes.
    private let withQuotes: ValueMatcher
    private let long: Set<[UInt8]>
    /// How often JSON in a string of JSON is looked into.
    private static let deepest = 8

    init(_ redacted: RedactedValues, key: RedactionKey) {
        self.key = key
        let found = redacted.forms()
        values = found.values
        matcher = ValueMatcher(found.forms)
        withQuotes = ValueMatcher(found.forms.prefix(found.values.count).filter { $0.bytes.contains(UInt8(ascii: "\"")) })
        long = redacted.long
    }

    var isEmpty: Bool { matcher.isEmpty && long.isEmpty }

    /// What stands for the value of a redacted cell. In a JSON column it is a JSON string.
    func pseudonym(of value: [UInt8], asJSON: Bool) -> [UInt8] {
        let pseudonym = Array(key.pseudonym(of: value).utf8)
        return asJSON ? Self.quoted(pseudonym) : pseudonym
    }

    /// The text with pseudonyms instead of values; nil if it holds none.
    ///
    /// - Parameters:
    ///   - mustBeJSON: whether the column takes JSON only.
    ///   - quotesWhole: whether a pseudonym of the whole text has to be JSON.
    func redacted(_ text: UnsafeRawBufferPointer, mustBeJSON: Bool = false, quotesWhole: Bool = false) -> [UInt8]? {
        guard text.count >= ValueMatcher.shortest else { return nil }
        if let whole = whole(text) { return quotesWhole ? Self.quoted(whole) : whole }
        return inside(text, mustBeJSON: mustBeJSON, depth: 0)
    }

    /// Whether a text, such as that of a view, holds a value.
    func isIn(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { redacted($0) != nil } }

    /// The pseudonym of a text that is a value as a whole.
    private func whole(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        if text.count > RedactedValues.longest {
            guard !long.isEmpty, long.contains(SHA256.hash(text)) else { return nil }
            return pseudonym(of: Array(text), asJSON: false)
        }
        guard let match = matcher.longest(in: text, at: 0), match.length == text.count else { return nil }
        return pseudonym(of: match, in: matcher)
    }

    private func pseudonym(of match: ValueMatcher.Match, in matcher: ValueMatcher) -> [UInt8] {
        pseudonym(of: values[matcher.values[match.form]], asJSON: false)
    }

    private func inside(_ text: UnsafeRawBufferPointer, mustBeJSON: Bool, depth: Int) -> [UInt8]? {
        let first = matcher.first(in: text)
        // Without an escape, a string of JSON stands in the text as it is.
        if first == nil, long.isEmpty, !text.contains(UInt8(ascii: "\\")) { return nil }
        if mustBeJSON { return insideJSON(text, depth: depth) }
        guard Self.isContainer(text) else { return first.map { parts(text, first: $0, of: matcher) } }
        let json = insideJSON(text, depth: depth)
        // A value with quotes may begin in one string of JSON and end in the next. A text column need not stay JSON.
        let rest = json.map { $0.withUnsafeBytes(acrossStrings) } ?? acrossStrings(text)
        return rest ?? json
    }

    private static func isContainer(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let first = text.first(where: { !$0.isJSONBlank }) else { return false }
        return (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && isJSON(text)
    }

    private func acrossStrings(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        withQuotes.first(in: text).map { parts(text, first: $0, of: withQuotes) }
    }

    /// Replaces values that stand anywhere in the text, from the left, the longest first.
    private func parts(
        _ text: UnsafeRawBufferPointer, first: (place: Int, match: ValueMatcher.Match), of matcher: ValueMatcher
    ) -> [UInt8] {
        var (result, kept): ([UInt8], Int) = ([], 0)
        result.reserveCapacity(text.count + 128)
        var next: (place: Int, match: ValueMatcher.Match)? = first
        while let (place, match) = next {
            result.append(contentsOf: text[kept..<place])
            result += pseudonym(of: match, in: matcher)
            kept = place + match.length
            next = matcher.first(in: text, from: kept)
        }
        result.append(contentsOf: text[kept...])
        return result
    }

    /// Replaces values in the strings of JSON, also in names; numbers and everything else keep their bytes. A redacted JSON value that is a
    /// part of another becomes one string.
    private func insideJSON(_ text: UnsafeRawBufferPointer, depth: Int) -> [UInt8]? {
        var (result, kept, place): ([UInt8], Int, Int) = ([], 0, 0)
        func replace(until end: Int, by said: [UInt8]) {
            result.append(contentsOf: text[kept..<place])
            JSONString.append(said, to: &result)
            kept = end
        }
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""):
                let end = JSONString.end(in: text, from: place)
                if end < text.count, let said = string(text, place + 1, end, depth) { replace(until: end + 1, by: said) }
                place = end + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let match = matcher.longest(in: text, at: place, containersOnly: true)
                if let match { replace(until: place + match.length, by: pseudonym(of: match, in: matcher)) }
                place += match?.length ?? 1
            default: place += 1
            }
        }
        guard kept > 0 else { return nil }
        result.append(contentsOf: text[min(kept, text.count)...])
        return result
    }

    /// What the string between two quotes says with pseudonyms; nil if it holds no value.
    private func string(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ depth: Int) -> [UInt8]? {
        guard end - start >= ValueMatcher.shortest else { return nil }
        let raw = UnsafeRawBufferPointer(rebasing: text[start..<end])
        guard raw.contains(UInt8(ascii: "\\")) else { return saying(raw, depth) }
        return JSONString.said(raw).withUnsafeBytes { saying($0, depth) }
    }

    private func saying(_ said: UnsafeRawBufferPointer, _ depth: Int) -> [UInt8]? {
        if let whole = whole(said) { return whole }
        if depth < Self.deepest { return inside(said, mustBeJSON: false, depth: depth + 1) }
        return matcher.first(in: said).map { parts(said, first: $0, of: matcher) }
    }

    private static func quoted(_ said: [UInt8]) -> [UInt8] {
        var json: [UInt8] = []
        JSONString.append(said, to: &json)
        return json
    }
}
