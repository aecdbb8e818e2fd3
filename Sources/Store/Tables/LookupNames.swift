import GRDB
import Values

/// What the lookup tables are called, and what the view of each name is called: `lookup_NAME`.
///
/// Tables of all customers that have one name share a view. Names are bytes. SQLite takes names that differ in the case of `A` to
/// `Z` for one, and the user may have a table or a view of that name: then ours gets a number after it, the same one each time.
struct LookupNames {
    struct Name {
        /// As the tables have it; a table without a name is called by its id.
        let name: UTF8Text
        let view: String
        let tables: Int
    }

    /// In the order of the names' bytes.
    let names: [Name]

    /// How many views the file may have. The others are made when a query names them.
    static let mostStored = 99

    /// Those whose views are in the file: the names that most tables have, of equally many the first in bytes.
    var stored: [Name] {
        Array(names.sorted { ($1.tables, $0.name) < ($0.tables, $1.name) }.prefix(Self.mostStored))
    }

    /// The name of a table as SQL, of the row that is called `t`.
    static let sql = "coalesce(t.name, CAST(t.id AS TEXT))"

    init(in db: Database) throws {
        var found: [(name: UTF8Text, tables: Int)] = []
        try db.makeStatement(sql: "SELECT \(Self.sql) AS name, count(*) FROM lookup_tables AS t GROUP BY 1 ORDER BY 1").forEachRow { row in
            found.append((UTF8Text(StoredValue(row, 0).text ?? ""), Int(StoredValue(row, 1).integer ?? 0)))
        }
        var taken = try Self.foreign(in: db)
        let plain = found.map { "lookup_" + Self.printable($0.name.text) }
        // A name of its own goes before one that has been made by a number.
        let isFree = plain.map { taken.insert(UTF8Text($0.asciiLowercased)).inserted }
        names = found.indices.map { index in
            let view = isFree[index] ? plain[index] : Self.numbered(plain[index], among: &taken)
            return Name(name: found[index].name, view: view, tables: found[index].tables)
        }
    }

    /// `NAME_2`, or the first number that is free.
    static func numbered(_ name: String, among taken: inout Set<UTF8Text>) -> String {
        var number = 2
        while !taken.insert(UTF8Text("\(name)_\(number)".asciiLowercased)).inserted { number += 1 }
        return "\(name)_\(number)"
    }

    /// What somebody else has made that no view can have the name of.
    private static func foreign(in db: Database) throws -> Set<UTF8Text> {
        var names: Set<UTF8Text> = []
        try db.makeStatement(
            sql: "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view', 'index') AND NOT (\(LookupViews.isOurs))"
        ).forEachRow { names.insert(UTF8Text((StoredValue($0, 0).text ?? "").asciiLowercased)) }
        return names
    }

    /// A name as it is, with a blank for what no statement could hold and what moves the cursor or breaks a line.
    static func printable(_ name: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: text.append(" ")
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
