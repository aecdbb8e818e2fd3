import GRDBSQLite
import Values

/// A hint for SQL that does not compile: the name that was probably meant.
struct SQLHint {
    let words: SQLWords
    let connection: OpaquePointer?

    func hint(for message: String) -> String {
        if let match = message.firstMatch(of: /no such table: (.+)/) {
            return meant(match.1.split(separator: ".").last ?? match.1, of: relations)
                ?? "SELECT name FROM sqlite_schema lists what there is"
        }
        if let match = message.firstMatch(of: /no such column: (.+)/) { return columnHint(String(match.1)) }
        if let match = message.firstMatch(of: /no such function: (.+)/) {
            return meant(match.1, of: rows(of: "SELECT DISTINCT name FROM pragma_function_list"))
                ?? "SQLite's functions: https://sqlite.org/lang_corefunc.html"
        }
        return "SQLite's language is described at https://sqlite.org/lang.html"
    }

    private func meant(_ name: some StringProtocol, of known: [String]) -> String? {
        Suggestion.nearest(to: String(name), in: known).map { "did you mean '\($0)'?" }
    }

    private func columnHint(_ name: String) -> String {
        let parts = name.split(separator: ".").map(String.init)
        let column = parts.last ?? name
        let used = usedRelations
        let tables = parts.count > 1 ? used.filter { $0.isCalled(parts[parts.count - 2]) } : used
        // If no table has that name, the statement itself defines it, and names its columns.
        let names = (tables.isEmpty ? used : tables).flatMap { columns(of: $0.name) } + (tables.isEmpty || parts.count == 1 ? ownNames : [])
        if let hint = meant(column, of: names) ?? containing(column, of: names) { return hint }
        let table = (tables.first ?? used.first)?.name ?? "recipes"
        return "SELECT name FROM pragma_table_info(\(table.sqlLiteral)) lists its columns; texts go in single quotes"
    }

    /// `task_count` for `count`: the shortest name that has all its parts.
    private func containing(_ name: String, of known: [String]) -> String? {
        let parts = Set(name.lowercased().split(separator: "_"))
        let found = known.filter { parts.isSubset(of: Set($0.lowercased().split(separator: "_"))) }
        return found.sorted().min { $0.count < $1.count }.map { "did you mean '\($0)'?" }
    }

    private struct Relation {
        let name: String
        let alias: String?

        func isCalled(_ name: String) -> Bool { [self.name, alias].contains { $0?.lowercased() == name.lowercased() } }
    }

    /// The tables and views that the statement names, each with the word behind it, which may be its alias.
    private var usedRelations: [Relation] {
        let known = Dictionary(relations.map { ($0.lowercased(), $0) }) { first, _ in first }
        return words.all.indices.compactMap { index in
            guard let name = known[words.all[index].text.lowercased()] else { return nil }
            let rest = words.all.dropFirst(index + 1).map(\.text)
            return Relation(name: name, alias: rest.first?.lowercased() == "as" ? rest.dropFirst().first : rest.first)
        }
    }

    /// The names that the statement defines with AS.
    private var ownNames: [String] {
        zip(words.all, words.all.dropFirst()).filter { $0.0.text.lowercased() == "as" && $0.1.text != "(" }.map(\.1.text)
    }

    private var relations: [String] {
        rows(
            of:
                "SELECT name FROM temp.sqlite_schema WHERE type IN ('table', 'view') UNION SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
        )
    }

    private func columns(of relation: String) -> [String] { rows(of: "SELECT name FROM pragma_table_info(\(relation.sqlLiteral))") }

    private func rows(of sql: String) -> [String] { RowReading.texts(of: sql, [], in: connection) }
}
