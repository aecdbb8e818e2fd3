extension StoredValue {
    /// Whether a table sets it to the right.
    public var isNumber: Bool {
        switch self {
        case .integer, .real: true
        case .null, .text, .blob: false
        }
    }

    /// The value as plain text; nil for NULL. A real has the fewest digits that read back as the same number. A blob is in base64.
    public var plainText: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): Self.digits(of: value)
        case .text(let value): value
        case .blob(let bytes): Base64.text(bytes)
        }
    }

    /// SQLite has infinities, but JSON and CSV have not. Readers of decimal numbers turn `9e999` into infinity.
    private static func digits(of value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-9e999" : "9e999" }
        return value.description
    }
}
