/// A line of `bag-info.txt`.
public struct BagField: Hashable, Sendable {
    public let label: String
    public let value: String

    public init(_ label: String, _ value: String) {
        self.label = label
        self.value = value
    }

    static let oxum = "Payload-Oxum"
    static let date = "Bagging-Date"

    var line: String { "\(label): \(value)\n" }

    /// Refuses what another reader would not read back as it was given.
    func requireReadable() throws(BagError) {
        let isLabel = label.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isLabel, !label.isEmpty else { throw failure("no label") }
        guard !value.isEmpty else { throw failure("the value is empty") }
        // The two separators end a line for Python's readers.
        let refused: [Unicode.GeneralCategory] = [.control, .lineSeparator, .paragraphSeparator]
        let isLine = value.unicodeScalars.allSatisfy { !refused.contains($0.properties.generalCategory) }
        guard isLine else { throw failure("a control character is in the value") }
        guard value.first?.isWhitespace == false, value.last?.isWhitespace == false else {
            throw failure("the value begins or ends with a space")
        }
    }

    private func failure(_ reason: String) -> BagError { .badField(label: BagName(label).description, reason: reason) }
}

/// The lines of a tag file, with their numbers. Each ends with LF, CR or both.
struct TagLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>
    private var number = 0

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func next() -> (number: Int, line: ArraySlice<UInt8>)? {
        guard !rest.isEmpty else { return nil }
        number += 1
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        rest = rest[line.endIndex...]
        rest = rest.dropFirst(rest.starts(with: [0x0D, 0x0A]) ? 2 : 1)
        return (number, line)
    }
}

/// The lines that could not be read: the first ten numbers, and how many there are, so that a file of garbage takes no memory.
struct MalformedLines {
    private var first: [Int] = []
    private var count = 0

    mutating func append(_ number: Int) {
        count += 1
        if first.count < 10 { first.append(number) }
    }

    var finding: BagProblem.Finding? { count > 0 ? .malformedLines(first, count: count) : nil }
}
