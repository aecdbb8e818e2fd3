import GRDB
import Values

/// The names of the lookup tables, and the name of the view for each: `lookup_NAME`.
///
/// All customers' tables of the same name share a view. Names are compared by their bytes. SQLite ignores the case of `A` to `Z` in
/// names, and the user may have a table or a view of that name. Then our view gets a number after its name, the same one each time.
struct LookupNames {
    struct Name {
        /// The tables' name; a table without a name is called by its id.
        let name: UTF8Text
        let view: String
        let tables: Int
    }

    /// In the order of the names' bytes.
    let names: [Name]

    /// How many views the file may have. The others are made when a query names them.
    static let mostStored = 99

    /// Those whose views are in the file: the names that most tables have. Among equals, the first by their bytes.
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
        // A plain name goes before one that a number has been added to.
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

    /// The names that are taken by what somebody else has made in the file.
    private static func foreign(in db: Database) throws -> Set<UTF8Text> {
        var names: Set<UTF8Text> = []
        try db.makeStatement(
            sql: "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view', 'index') AND NOT (\(LookupViews.isOurs))"
        ).forEachRow { names.insert(UTF8Text((StoredValue($0, 0).text ?? "").asciiLowercased)) }
        return names
    }

    /// The name, with a blank in the place of each character that cannot stand in a statement, moves the cursor or breaks a line.
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
