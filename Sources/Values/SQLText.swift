extension StringProtocol {
    /// The text with every such byte twice: how SQL has a quote inside of quotes. Found by bytes, also before a combining character.
    public func doubling(_ quote: Unicode.Scalar) -> String {
        let quote = UInt8(ascii: quote)
        guard utf8.contains(quote) else { return String(self) }
        return String(decoding: utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self)
    }

    /// The text as SQL writes a name.
    public var sqlName: String { "\"\(doubling("\""))\"" }

    /// The text as SQL writes a value. A statement ends at a NUL, so a text that has one is spelled by its bytes.
    public var sqlLiteral: String {
        guard utf8.contains(0) else { return "'\(doubling("'"))'" }
        let digits = Array("0123456789ABCDEF".utf8)
        let hex = utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "CAST(X'\(String(decoding: hex, as: UTF8.self))' AS TEXT)"
    }

    /// The parts between the bytes that are the separator, empty ones too. A combining character after it does not hide it.
    public func parts(between separator: Unicode.Scalar, maxSplits: Int = .max) -> [String] {
        utf8.split(separator: UInt8(ascii: separator), maxSplits: maxSplits, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
