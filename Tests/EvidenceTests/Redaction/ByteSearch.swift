import Foundation

/// Searches bytes, whatever they belong to: a file's tables, indexes, free pages.
struct ByteSearch {
    private let bytes: [UInt8]

    init(_ file: URL) throws { bytes = Array(try Data(contentsOf: file)) }

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The texts of four bytes or more that are there as they are, or as JSON spells them inside of a string.
    ///
    /// - Parameter spelled: whether the spellings of JSON count too.
    func told(of texts: some Sequence<String>, spelled: Bool = true) throws -> Set<String> {
        var beginnings: [UInt32: [(spelling: [UInt8], text: String)]] = [:]
        for text in texts {
            for spelling in Set([text] + (spelled ? try Self.spellings(of: text) : [])).map({ Array($0.utf8) }) {
                beginnings[Self.word(spelling, 0), default: []].append((spelling, text))
            }
        }
        var found: Set<String> = []
        for place in bytes.indices.dropLast(3) where !beginnings.isEmpty {
            for (spelling, text) in beginnings[Self.word(bytes, place)] ?? [] where bytes[place...].starts(with: spelling) {
                found.insert(text)
            }
        }
        return found
    }

    private static func word(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) }
    }

    /// By other means than the program's.
    static func spellings(of text: String) throws -> [String] {
        let plain = try JSONSerialization.data(withJSONObject: [text], options: [.withoutEscapingSlashes])
        let slashes = try JSONSerialization.data(withJSONObject: [text])
        let inner = [plain, slashes].map { String(decoding: $0.dropFirst(2).dropLast(2), as: UTF8.self) }
        let ascii = inner.map { text in
            text.unicodeScalars.map { scalar in
                scalar.isASCII ? String(scalar) : UTF16.encode(scalar).map { $0.map { String(format: "\\u%04x", $0) }.joined() } ?? ""
            }.joined()
        }
        return inner + ascii
    }
}
