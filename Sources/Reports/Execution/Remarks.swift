import GRDBSQLite
import Values

extension Report {
    /// Pairs of parameters where the second must not be before the first.
    private static let spans = [("from", "to"), ("since", "until"), ("start", "end")]

    /// Says why an answer may be empty although each value is valid: a span ends before it begins, or the mirror has never seen what a
    /// parameter names.
    ///
    /// - Parameters:
    ///   - rows: how many rows the answer has.
    ///   - connection: to the mirror, without the guard.
    func remarks(on cells: [String: StoredValue], rows: Int, in connection: OpaquePointer?) -> [String] {
        let reversed = Self.spans.filter { pair in
            switch (cells[pair.0], cells[pair.1]) {
            // Months and dates are texts that sort by time. A day lies in its month.
            case (.text(let from)?, .text(let to)?) where isTime(pair.0) && isTime(pair.1): from > to && !from.hasPrefix(to)
            case (.integer(let from)?, .integer(let to)?): from > to
            default: false
            }
        }
        let unknown = parameters.compactMap { parameter in
            cells[parameter.name].flatMap { MirrorReference(parameter)?.remark(on: $0, isEmpty: rows == 0, in: connection) }
        }
        return reversed.map { "-p \($0.0) is after -p \($0.1): nothing lies between them" } + unknown
    }

    private func isTime(_ name: String) -> Bool {
        parameters.contains { $0.name == name && [.month, .date].contains($0.type) }
    }
}

/// A parameter that names something in the mirror. Its own name says in which table, such as `recipe` or `recipe_id`.
struct MirrorReference {
    private let parameter: ReportParameter
    private let table: String
    private let noun: String

    /// Names of parameters that differ from the names of their tables.
    private static let tables = [
        "managed_user": "managed_users", "customer": "managed_users", "table": "lookup_tables", "property": "properties",
    ]

    /// - Returns: nil if the parameter names nothing in the mirror: it is a number, a time, or a choice.
    init?(_ parameter: ReportParameter) {
        guard parameter.choices.isEmpty, [.integer, .text, .run].contains(parameter.type) else { return nil }
        let name = parameter.name.hasSuffix("_id") ? String(parameter.name.dropLast(3)) : parameter.name
        self.parameter = parameter
        table = parameter.type == .run ? "sync_runs" : Self.tables[name] ?? name + "s"
        noun = table == "managed_users" ? "customer" : name.replacing("_", with: " ")
    }

    /// - Parameter isEmpty: whether the answer has no rows. A text may be a pattern, which is right if it finds anything.
    /// - Returns: nil if there is or was such a thing, or if it cannot be told.
    func remark(on value: StoredValue, isEmpty: Bool, in connection: OpaquePointer?) -> String? {
        switch value {
        case .integer(0) where table == "managed_users": return nil
        case .integer: break
        case .text(let text) where isEmpty && parameter.name == "resource": return resourceRemark(text, in: connection)
        case .text where isEmpty: break
        default: return nil
        }
        guard let sql = question(in: connection), RowReading.texts(of: sql, [value], in: connection).isEmpty else { return nil }
        return "-p \(parameter.name): the mirror has never seen such a \(noun)"
    }

    /// A statement that has a row if the mirror has or had what `?1` names; nil if the mirror has no such table.
    private func question(in connection: OpaquePointer?) -> String? {
        let columns = RowReading.texts(of: "SELECT name FROM pragma_table_info(?1)", [.text(table)], in: connection)
        let keys = ["id"] + (parameter.type == .text ? ["name", "title"] : [])
        let terms = keys.filter(columns.contains).map { parameter.type == .text ? "CAST(\($0) AS TEXT) = ?1" : "\($0) = ?1" }
        guard !terms.isEmpty else { return nil }
        let all = RowReading.texts(
            of: "SELECT name FROM main.sqlite_schema WHERE name IN (?1, ?1 || '_history')", [.text(table)], in: connection)
        return all.map { "SELECT 1 FROM main.\($0.sqlName) WHERE \(terms.joined(separator: " OR "))" }.joined(separator: " UNION ALL ")
            + " LIMIT 1"
    }

    private func resourceRemark(_ name: String, in connection: OpaquePointer?) -> String? {
        let sql = """
            SELECT resource FROM main.sync_scopes
            UNION SELECT substr(name, 1, length(name) - 8) FROM main.sqlite_schema WHERE type = 'table' AND substr(name, -8) = '_history'
            """
        let known = RowReading.texts(of: sql, [], in: connection)
        guard !known.contains(name) else { return nil }
        let hint = Suggestion.nearest(to: name, in: known).map { ": did you mean '\($0)'?" } ?? ""
        return "-p resource: the mirror has no such resource\(hint)"
    }
}

/// The program's own look-ups beside the user's statement: the first column of a small result.
enum RowReading {
    static func texts(of sql: String, _ values: [StoredValue], in connection: OpaquePointer?) -> [String] {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        for (index, value) in values.enumerated() {
            switch value {
            case .integer(let number): sqlite3_bind_int64(statement, CInt(index + 1), number)
            default:
                sqlite3_bind_text(
                    statement, CInt(index + 1), value.plainText ?? "", -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
            }
        }
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            if let text = sqlite3_column_text(statement, 0) { texts.append(String(cString: text)) }
        }
        return texts
    }
}
