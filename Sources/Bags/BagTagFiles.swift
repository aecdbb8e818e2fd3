/// What a manifest's bytes say.
struct BagManifest {
    private(set) var files: [(name: BagName, digest: String)] = []
    private(set) var malformed = MalformedLines()

    init(_ bytes: [UInt8]) {
        for (number, line) in TagLines(bytes) {
            if let file = Self.file(line) { files.append(file) } else { malformed.append(number) }
        }
    }

    /// The bytes that this program writes for the same files. Others may say the same, with other letters and blanks or in another order.
    var canonical: String {
        files.sorted { $0.name < $1.name }.map { Self.line($0.name, $0.digest) }.joined()
    }

    static func line(_ name: BagName, _ digest: String) -> String { "\(digest)  \(name)\n" }

    private static func file(_ line: ArraySlice<UInt8>) -> (BagName, String)? {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let digest = line.prefix(64)
        let rest = line.dropFirst(64)
        guard digest.count == 64, digest.allSatisfy(isHexadecimal), rest.first.map(isBlank) == true else { return nil }
        let encoded = rest.drop(while: isBlank)
        guard !encoded.isEmpty, String(validating: encoded, as: UTF8.self) != nil, let name = BagName(encoded: encoded) else { return nil }
        return (name, String(decoding: digest, as: UTF8.self).lowercased())
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}

/// What the bytes of `bag-info.txt` say.
struct BagInformation {
    private(set) var fields: [BagField] = []
    private(set) var malformed = MalformedLines()

    init(_ bytes: [UInt8]) {
        for (number, line) in TagLines(bytes) {
            guard let text = String(validating: line, as: UTF8.self) else {
                malformed.append(number)
                continue
            }
            if !read(text) { malformed.append(number) }
        }
    }

    private mutating func read(_ line: String) -> Bool {
        if line.hasPrefix(" ") || line.hasPrefix("\t") {
            // Another writer may have folded a long line.
            guard let last = fields.popLast() else { return false }
            fields.append(BagField(last.label, "\(last.value) \(Self.trimmed(line[...]))"))
            return true
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let label = parts.first, let value = parts.dropFirst().first, !label.isEmpty else { return false }
        fields.append(BagField(String(label), Self.trimmed(value)))
        return true
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(start.prefix(upTo: start.lastIndex { $0 != " " && $0 != "\t" }.map(start.index(after:)) ?? start.startIndex))
    }

    /// What is stated as Payload-Oxum. RFC 8493 allows it once.
    var oxum: String? {
        let stated = fields.filter { $0.label.lowercased() == BagField.oxum.lowercased() }.map(\.value)
        return stated.isEmpty ? nil : stated.joined(separator: " and ")
    }
}
