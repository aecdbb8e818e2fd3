/// The name of a file in a bag, from the bag's folder on. A name on a disk is bytes, which need not be UTF-8.
public struct BagName: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    static let data = BagName("data")
    static let declaration = BagName("bagit.txt")
    static let information = BagName("bag-info.txt")
    static let manifest = BagName("manifest-sha256.txt")
    static let tagManifest = BagName("tagmanifest-sha256.txt")
    static let signature = BagName("tagmanifest-sha256.txt.sig")
    static let fetch = BagName("fetch.txt")

    var isPayload: Bool { bytes.starts(with: "data/".utf8) }

    /// Whether it names a manifest of this or another algorithm.
    var isManifest: Bool {
        let isPrefixed = bytes.starts(with: "manifest-".utf8) || bytes.starts(with: "tagmanifest-".utf8)
        return isPrefixed && bytes.suffix(4).elementsEqual(".txt".utf8) && !bytes.contains(Self.slash)
    }

    private var parts: [ArraySlice<UInt8>] { bytes.split(separator: Self.slash, omittingEmptySubsequences: false) }

    /// The folders that it lies in, below the bag's, the innermost first.
    var folders: [BagName] {
        var rest = bytes[...]
        var found: [BagName] = []
        while let slash = rest.lastIndex(of: Self.slash) {
            rest = rest[..<slash]
            found.append(BagName(bytes: Array(rest)))
        }
        return found
    }

    /// Whether it cannot lead out of the bag, and is the only way to write its place.
    var isSafe: Bool {
        bytes.first != UInt8(ascii: "~") && !bytes.contains(0)
            && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }

    /// Whether every tool reads the name from a manifest as it was written.
    ///
    /// `bagit.py` does not decode `%25`, `sha256sum` escapes `\`, and both drop spaces and asterisks at some places.
    var isPortable: Bool {
        let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "\\") }
        return isPlain && isSafe
            && parts.allSatisfy { part in
                !" ~*".utf8.contains(part.first ?? 0x20) && part.last != UInt8(ascii: " ")
            }
    }

    /// As it stands in a manifest, where a line's end and `%` are written as `%0A`, `%0D` and `%25`.
    ///
    /// - Returns: nil if another `%` is in it.
    init?(encoded: some Collection<UInt8>) {
        var decoded: [UInt8] = []
        var rest = encoded[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            switch String(decoding: rest.prefix(2), as: UTF8.self).uppercased() {
            case "0A": decoded.append(0x0A)
            case "0D": decoded.append(0x0D)
            case "25": decoded.append(byte)
            default: return nil
            }
            rest = rest.dropFirst(2)
        }
        bytes = decoded
    }

    private static let slash = UInt8(ascii: "/")
}

extension BagName: Comparable, CustomStringConvertible {
    public static func < (one: BagName, other: BagName) -> Bool { one.bytes.lexicographicallyPrecedes(other.bytes) }

    /// Printable ASCII, with every other byte as `\xNN`: no name can look like another, or command a terminal.
    public var description: String {
        var text = ""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text
    }
}
