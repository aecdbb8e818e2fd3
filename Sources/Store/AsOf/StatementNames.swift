import Foundation
import GRDB
import Values

/// What a statement may name, told from its text alone: what a name stands for is not asked, it is enough that the text has it.
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

    /// Whether `lookup_` stands for more than the tables of that name. To make thousands of names takes longer than most reports.
    var mayNameLookupView: Bool { Self.mayNameLookupView(text) }

    static func mayNameLookupView(_ text: String) -> Bool {
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

/// The views that the file does not have: of lookup tables, for which it has no room, and of a newer schema.
public enum MissingViews {
    /// Makes those that a statement names, before it is compiled: for this connection alone.
    public static func prepare(_ db: Database, for statement: String) throws {
        let names = StatementNames(statement)
        for view in try OwnViews.missing(in: db) where names.mentions(view.name) {
            try db.execute(sql: "CREATE TEMP VIEW" + view.sql.dropFirst("CREATE VIEW".count))
        }
        guard names.mayNameLookupView else { return }
        try LookupViews(db: db).makeMissing(where: names.mentions)
    }
}
