import Values

/// Reads cells as the texts that people see in a chart.
enum CellText {
    static let none = "(none)"

    static func text(_ cell: StoredValue) -> String {
        switch cell {
        case .null: none
        case .integer(let number): String(number)
        case .real(let number): text(number)
        case .text(let text): text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? "(empty)" : text
        case .blob(let bytes): "(\(bytes.count.grouped("byte")))"
        }
    }

    /// A whole number has no `.0`, so that it is the same as the integer.
    private static func text(_ number: Double) -> String {
        if let whole = Int64(exactly: number), number.magnitude < 1e15 { return String(whole) }
        return number.description
    }
}

/// What tells apart one place on the x axis, or one series, from another: the texts of all its columns.
struct Key: Sendable, Hashable {
    let texts: [UTF8Text]
    /// Whether the first column is NULL.
    let isNull: Bool

    init(_ cells: [StoredValue]) {
        texts = cells.map { UTF8Text(CellText.text($0)) }
        isNull = cells.first == .null
    }

    var first: String { texts.first?.text ?? "" }

    static func == (one: Key, other: Key) -> Bool { one.texts == other.texts }

    func hash(into hasher: inout Hasher) { hasher.combine(texts) }
}

/// The keys that were seen, in the order of the rows.
struct Keys: Sendable {
    private(set) var list: [Key] = []
    private var indices: [Key: Int] = [:]
    /// How long all texts are together.
    private(set) var byteCount = 0

    mutating func index(of key: Key) -> Int {
        if let known = indices[key] { return known }
        indices[key] = list.count
        list.append(key)
        byteCount += key.texts.reduce(0) { $0 + $1.text.utf8.count }
        return list.count - 1
    }
}
