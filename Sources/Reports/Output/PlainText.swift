import Values

extension StoredValue {
    /// Whether it is set to the right in a table.
    var isNumber: Bool {
        switch self {
        case .integer, .real: true
        case .null, .text, .blob: false
        }
    }

    /// About how many bytes it takes.
    var size: Int {
        switch self {
        case .null, .integer, .real: 16
        case .text(let text): 16 + text.utf8.count
        case .blob(let bytes): 16 + bytes.count
        }
    }

    /// The value in plain text; nil is NULL. Reals have the fewest digits that read back as the same number, blobs are base64.
    var plainText: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): Self.digits(of: value)
        case .text(let value): value
        case .blob(let bytes): Base64.text(of: bytes)
        }
    }

    /// SQLite has infinities, JSON and CSV have not: `9e999` overflows to one in any reader of decimal numbers.
    static func digits(of value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-9e999" : "9e999" }
        return value.description
    }
}
