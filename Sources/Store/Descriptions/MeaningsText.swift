import Meanings

/// What the files of `migrations/meanings` say of each table, in their order.
///
/// `[table] Meaning.` begins a table, `@page`, `@facets` and `@sort` say more of it, `column (unit) -> table.column: Meaning.`
/// is one column, `#` a comment. `column [personal]: …` and `column [secret]: …` mark what a redaction hides; `@open` and `@fixed` list the
/// other columns that may hold texts, so that a new column is never left open by mistake.
struct MeaningsText: Sendable {
    struct Table: Sendable {
        let name: String
        let meaning: String
        var page: String?
        var facets: [String] = []
        var sort: String?
        /// The columns that `@open` and `@fixed` list.
        var listed: [String: Sensitivity] = [:]
        var columns: [Column] = []

        func column(_ name: String) -> Column? { columns.first { $0.name == name } }
    }

    struct Column: Sendable {
        let name: String
        let unit: String?
        let reference: Reference?
        let sensitivity: Sensitivity?
        let meaning: String
    }

    let tables: [Table]

    subscript(name: String) -> Table? { tables.first { $0.name == name } }

    init(_ files: [Meanings.File] = Meanings.all) throws(StoreError) {
        var tables: [Table] = []
        for file in files {
            for line in file.text.split(separator: "\n") where !line.hasPrefix("#") {
                if let table = Self.table(line) {
                    tables.append(table)
                } else if tables.isEmpty || !Self.note(line, in: &tables[tables.count - 1]) {
                    throw .catalog("meanings/\(file.name).txt: '\(line)' is not understood")
                }
            }
        }
        self.tables = tables
    }

    private static func table(_ line: Substring) -> Table? {
        line.wholeMatch(of: /\[(\w+)\] (.+)/).map { Table(name: String($0.1), meaning: String($0.2)) }
    }

    /// Adds what the line says of the table. Returns false if the line is not understood.
    private static func note(_ line: Substring, in table: inout Table) -> Bool {
        if let match = line.wholeMatch(of: /@(page|facets|sort|open|fixed) (.+)/) {
            let names = match.2.split(separator: ", ").map(String.init)
            switch match.1 {
            case "page": table.page = "https://docs.workato.com/oem/oem-api/\(match.2).html"
            case "facets": table.facets = names
            case "sort": table.sort = String(match.2)
            default: for name in names { table.listed[name] = Sensitivity(rawValue: String(match.1)) }
            }
            return true
        }
        guard
            let match = line.wholeMatch(of: /(\w+)(?: \((\w+)\))?(?: -> (\w+)\.(\w+))?(?: \[(personal|secret)\])?: (.+)/)
        else { return false }
        let reference = match.3.flatMap { table in match.4.map { Reference(table: String(table), column: String($0)) } }
        table.columns.append(
            Column(
                name: String(match.1), unit: match.2.map(String.init), reference: reference,
                sensitivity: match.5.flatMap { Sensitivity(rawValue: String($0)) } ?? table.listed[String(match.1)],
                meaning: String(match.6)))
        return true
    }
}
