import Foundation
import Values

/// Which names a statement may use, found in its text alone: it is enough that the text has the name, whatever it stands for.
struct StatementNames {
    /// The text as names are looked for in it.
    let text: String

    init(_ statement: String) { text = Self.plain(statement) }

    func mentions(_ name: String) -> Bool {
        Self.has(Self.plain(name), text)
    }

    private static func has(_ part: String, _ text: String) -> Bool {
        text.withCString { text in part.withCString { strstr(text, $0) != nil } }
    }

    /// Whether the text may name a view `lookup_NAME`, and not only the tables that begin so. A mirror may have thousands of such views, and
    /// making them takes longer than most reports.
    var mayNameLookupView: Bool { Self.mayNameLookupView(text) }

    static func mayNameLookupView(_ text: String) -> Bool {
        // Most statements have no such name, and a regular expression takes longer than most of them.
        guard has("lookup_", text) else { return false }
        let tables = /\blookup_(tables|table_rows|table_columns)(_history)?\b/.matchingSemantics(.unicodeScalar)
        return has("lookup_", text.replacing(tables, with: "")) || text.contains(/["'`\[]lookup_/.matchingSemantics(.unicodeScalar))
    }

    /// As SQLite compares names: `A` to `Z` in lower case. A name in quotes has its own quotes twice.
    static func plain(_ text: String) -> String {
        var bytes = Array(text.asciiLowercased.utf8)
        for quote in "\"'`]".utf8 where bytes.contains(quote) {
            var single: [UInt8] = []
            single.reserveCapacity(bytes.count)
            var isSecond = false
            for byte in bytes {
                isSecond = byte == quote && !isSecond && single.last == quote
                if !isSecond { single.append(byte) }
            }
            bytes = single
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
