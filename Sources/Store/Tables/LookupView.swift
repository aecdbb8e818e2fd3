import GRDB
import Values

/// One view `lookup_NAME`: the rows of all lookup tables of that name, with a column for each label that any of them has.
struct LookupView {
    /// A label, and which of the columns with this label is meant: a table may have it twice.
    struct Column {
        let label: String
        let occurrence: Int
    }

    let name: UTF8Text
    let view: String
    /// All labels, ordered by the first place that any table has them in. A column without a label has its name instead.
    let columns: [Column]

    /// Whether it has more columns than SQLite reads from one view, whose own limit is 2,000.
    var isTooWide: Bool { columns.count > 1_900 }

    /// The views of some names, in their order.
    static func all(of names: [LookupNames.Name], in db: Database) throws -> [LookupView] {
        var columns: [UTF8Text: [Column]] = [:]
        try db.makeStatement(sql: labels(of: names)).forEachRow { row in
            guard let name = StoredValue(row, 0).text, let label = StoredValue(row, 1).text, let times = StoredValue(row, 2).integer else {
                return
            }
            columns[UTF8Text(name), default: []] += (0..<Int(times)).map { Column(label: label, occurrence: $0) }
        }
        return names.map { LookupView(name: $0.name, view: $0.view, columns: columns[$0.name] ?? []) }
    }

    /// Name, label, and how many columns of one table have it. One statement asks for all names, because it reads all tables anyway.
    private static func labels(of names: [LookupNames.Name]) -> String {
        """
        SELECT name, label, max(columns) FROM (
            SELECT \(LookupNames.sql) AS name, \(label) AS label, count(*) AS columns, min(c.position) AS place
            FROM lookup_tables AS t
            CROSS JOIN lookup_table_columns AS c ON c.managed_user_id = t.managed_user_id AND c.lookup_table_id = t.id
            WHERE \(LookupNames.sql) IN (\(names.map { $0.name.text.sqlLiteral }.joined(separator: ", "))) AND \(label) IS NOT NULL
            GROUP BY t.managed_user_id, t.id, 1, 2)
        GROUP BY name, label ORDER BY name, min(place), label
        """
    }

    private static let label = "coalesce(c.label, c.name)"

    /// A table is found by its customer and id where they are given, as the join is read from left to right.
    func definition(isTemporary: Bool) -> String {
        """
        CREATE \(isTemporary ? "TEMP " : "")VIEW \(view.sqlName) AS \(LookupViews.mark) by name */
        SELECT
        \(cells.map { "    \($0)" }.joined(separator: ",\n"))
        FROM lookup_tables AS t
        CROSS JOIN lookup_table_rows AS r
        WHERE \(LookupNames.sql) = \(name.text.sqlLiteral) AND r.managed_user_id = t.managed_user_id AND r.lookup_table_id = t.id
        UNION ALL
        SELECT \(types.joined(separator: ", ")) FROM lookup_table_rows WHERE 1 = 0
        """
    }

    /// Of no row. A view's columns have the types of its last SELECT, and cells, which are worked out, have none: a reader that asks the
    /// first row for them would find NULL where its table lacks the label. Where all SELECTs agree about them, the view costs no more.
    private var types: [String] {
        ["managed_user_id", "lookup_table_id", "id"] + columns.map { _ in "data" } + ["created_at", "updated_at"]
    }

    private var cells: [String] {
        let own = ["t.managed_user_id AS managed_user_id", "t.id AS lookup_table_id", "r.id AS id"]
        let last = ["r.created_at AS created_at", "r.updated_at AS updated_at"]
        var taken: Set<UTF8Text> = ["managed_user_id", "lookup_table_id", "id", "created_at", "updated_at"].reduce(into: []) {
            $0.insert(UTF8Text($1))
        }
        return own + columns.map { "\(cell($0)) AS \(columnName($0.label, among: &taken).sqlName)" } + last
    }

    private func columnName(_ label: String, among taken: inout Set<UTF8Text>) -> String {
        let plain = LookupNames.printable(label)
        return taken.insert(UTF8Text(plain.asciiLowercased)).inserted ? plain : LookupNames.numbered(plain, among: &taken)
    }

    /// The cell by its column's label or, as recipes see it, by the column's name; the name first where the label is not the first of its
    /// kind. Whose column it is, is looked up: so the text does not grow with the tables. A path would trip over quotes and dots.
    ///
    /// DuckDB understands the text too, and the view must be one to it: there `value` is JSON, a text in its quotes. So it is put into
    /// an array and taken out again, which changes nothing in SQLite. A cell is a text, as Workato's are, whatever it is in JSON.
    private func cell(_ column: Column) -> String {
        let ways = [Self.label, "c.name"].map {
            "(SELECT ('[' || json_quote(value) || ']') ->> '$[0]' FROM json_each(r.data) WHERE key = \($0))"
        }
        let value = (column.occurrence == 0 ? ways : ways.reversed()).joined(separator: ", ")
        return """
            CAST((SELECT coalesce(\(value)) FROM lookup_table_columns AS c
                WHERE c.managed_user_id = t.managed_user_id AND c.lookup_table_id = t.id AND \(Self.label) = \(column.label.sqlLiteral)
                ORDER BY c.position LIMIT 1 OFFSET \(column.occurrence)) AS TEXT)
            """
    }
}
