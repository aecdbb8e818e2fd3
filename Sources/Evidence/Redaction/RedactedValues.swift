import Hashing
import JSONPages

/// The values that a redaction hides, each once. Memory grows with them, and not with the rows that have them.
struct RedactedValues {
    /// Values with fewer characters are hidden in their columns only: a text such as `no` says nothing elsewhere.
    static let fewestCharacters = 4
    /// Values with more bytes are hidden elsewhere only where they are a whole cell or a whole JSON string. In bytes.
    static let longest = 4_096
    /// The strings in a redacted JSON value are hidden elsewhere too, if they have at least so many characters.
    private static let fewestCharactersWithin = 8

    private var known: Set<[UInt8]> = []
    /// The hashes of the long ones.
    private(set) var long: Set<[UInt8]> = []

    /// How many different values will be replaced elsewhere too.
    var count: Int { known.count + long.count }

    /// Adds what a cell of a redacted column says. Blanks say nothing: they stand in every text.
    mutating func insert(_ value: [UInt8]) {
        guard Self.hasCharacters(value, Self.fewestCharacters), !value.allSatisfy(\.isJSONBlank) else { return }
        if value.count > Self.longest {
            long.insert(SHA256.hash(value))
        } else {
            known.insert(value)
        }
    }

    /// Adds the strings within a JSON value that are likely to say as much as the whole: not the words of a program, such as `success`, and
    /// not times.
    mutating func insertStrings(in json: UnsafeRawBufferPointer) {
        var place = 0
        while place < json.count {
            guard json[place] == UInt8(ascii: "\"") else {
                place += 1
                continue
            }
            let end = JSONString.end(in: json, from: place)
            let said = JSONString.said(UnsafeRawBufferPointer(rebasing: json[(place + 1)..<max(place + 1, min(end, json.count))]))
            place = end + 1
            let next = json[min(place, json.count)...].first { !$0.isJSONBlank }
            if next != UInt8(ascii: ":"), Self.tells(said) { insert(said) }
        }
    }

    private static func tells(_ said: [UInt8]) -> Bool {
        guard hasCharacters(said, fewestCharactersWithin) else { return false }
        let isWord = said.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "_") }
        let isTime = said.allSatisfy { UInt8(ascii: "+")...UInt8(ascii: ":") ~= $0 || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "Z") }
        return !isWord && !isTime
    }

    private static func hasCharacters(_ value: [UInt8], _ count: Int) -> Bool {
        guard value.count < count * 4 else { return value.count >= count }
        return value.lazy.filter { $0 & 0xC0 != 0x80 }.prefix(count).count == count
    }

    /// The values for the matcher, in each way in which they may be spelled; the values as they are first.
    func forms() -> (values: [[UInt8]], forms: [ValueMatcher.Form]) {
        let values = Array(known)
        var forms = values.enumerated().map { index, value in
            ValueMatcher.Form(bytes: value, value: index, isContainer: Self.isContainer(value))
        }
        for (index, value) in values.enumerated() {
            forms += JSONSpelling.all(of: value).map { ValueMatcher.Form(bytes: $0, value: index, isContainer: false) }
        }
        return (values, forms)
    }

    private static func isContainer(_ value: [UInt8]) -> Bool {
        (value.first == UInt8(ascii: "{") || value.first == UInt8(ascii: "[")) && value.withUnsafeBytes(isJSON)
    }
}

extension UInt8 {
    /// Whether JSON may have it between values.
    var isJSONBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
