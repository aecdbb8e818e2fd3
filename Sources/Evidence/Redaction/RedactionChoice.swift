import Store
import Values

/// Which columns a redaction hides: all of a class, or those that are named.
public struct RedactionChoice: Sendable {
    /// A column of a table that is not a history table. Its column in the history table is hidden too.
    public struct Column: Sendable, Hashable, Codable {
        public let table: String
        public let column: String
        /// `personal` or `secret`; `named` if it was asked for by its name.
        public let by: String
    }

    /// In the schema's order, each once.
    public let columns: [Column]

    /// - Parameter words: `personal`, `secret` or `TABLE.COLUMN`, several in one text with commas between them.
    /// - Throws: `.badRedaction` for a word that names nothing, or a column that cannot be hidden.
    public init(_ words: [String], schema: SchemaDescription) throws(EvidenceError) {
        let words = words.flatMap { $0.parts(between: ",").map(\.trimmingBlanks) }
        var chosen: [String: String] = [:]
        for word in words {
            if let sensitivity = Sensitivity(rawValue: word), sensitivity.isClass {
                for name in Self.names(of: sensitivity, in: schema) { chosen[name] = chosen[name] ?? word }
            } else {
                chosen[try Self.named(word, in: schema)] = "named"
            }
        }
        columns = Self.tables(of: schema).flatMap { table in
            table.columns.compactMap { column in
                chosen["\(table.name).\(column.name)"].map { Column(table: table.name, column: column.name, by: $0) }
            }
        }
    }

    private static func tables(of schema: SchemaDescription) -> [TableDescription] {
        schema.tables.filter { $0.kind == .live || $0.kind == .bookkeeping }
    }

    private static func names(of sensitivity: Sensitivity, in schema: SchemaDescription) -> [String] {
        tables(of: schema).flatMap { table in
            table.columns.filter { $0.sensitivity == sensitivity }.map { "\(table.name).\($0.name)" }
        }
    }

    private static func named(_ word: String, in schema: SchemaDescription) throws(EvidenceError) -> String {
        let parts = word.parts(between: ".", maxSplits: 1)
        guard parts.count == 2 else {
            throw .badRedaction(word, reason: "this is no class and no column" + suggestion(of: word, in: ["personal", "secret"]))
        }
        guard let table = schema[parts[0]] else {
            let near = suggestion(of: parts[0], in: tables(of: schema).map(\.name))
            throw .badRedaction(word, reason: "there is no table '\(parts[0])'" + near)
        }
        if let reason = refusal(of: table) { throw .badRedaction(word, reason: reason) }
        guard let column = table.columns.first(where: { $0.name == parts[1] }) else {
            let near = suggestion(of: parts[1], in: table.columns.map(\.name))
            throw .badRedaction(word, reason: "\(table.name) has no column '\(parts[1])'" + near)
        }
        if let reason = refusal(of: column) { throw .badRedaction(word, reason: reason) }
        return word
    }

    private static func suggestion(of name: String, in known: [String]) -> String {
        Suggestion.nearest(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
    }

    private static func refusal(of table: TableDescription) -> String? {
        switch table.kind {
        case .view: "\(table.name) is a view: name the column of the table that it shows"
        case .history: "name the column of \(table.name.dropLast("_history".count)): its history is redacted with it"
        case .live, .bookkeeping: nil
        }
    }

    private static func refusal(of column: ColumnDescription) -> String? {
        if column.keyPosition != nil { return "\(column.name) is a part of the table's key, and rows are found by it" }
        if column.sensitivity == .fixed || (column.name.hasPrefix("_") && column.name != "_extra") {
            return "\(column.name) is the program's own, and it finds its rows by it"
        }
        if column.mayHoldText { return nil }
        if column.storage != "INTEGER" && column.type != .timestamp {
            return "\(column.name) may hold certain words only, and a pseudonym is none of them"
        }
        return column.isRequired ? "\(column.name) is never NULL, and a number or time could become nothing else" : nil
    }
}
