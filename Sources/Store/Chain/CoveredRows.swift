import Catalog
import GRDB
import Values

/// The rows of a covered table as SQL: each with its hash, and with what it belongs to.
extension CoveredTable {
    /// A part of the rows that a table and its twin have: the physical table, the columns of the text, and the column that says the run or month.
    struct Part {
        let table: String
        let hash: String
        let moment: String
        var isBegunInTwin = false
    }

    /// Each version counts once for the run that began it, without its end, and once more for the run that ended it, with all columns: so
    /// its text is the same before and after it ended.
    var parts: [Part] {
        switch kind {
        case .ofRun(let column): [Part(table: name, hash: RowFunctions.hash(of: columns), moment: column)]
        case .ofMonth: [Part(table: name, hash: RowFunctions.hash(of: columns), moment: "month")]
        case .runs: [Part(table: name, hash: RowFunctions.hash(of: columns), moment: "id")]
        case .versions(let twin):
            [Part(table: name, hash: RowFunctions.hash(of: columns), moment: "_valid_from")]
                + (twin.isEmpty
                    ? []
                    : [
                        Part(
                            table: "\(name)_history", hash: RowFunctions.hash(of: twin.filter { $0 != "_valid_to" && $0 != "_closed_by" }),
                            moment: "_valid_from", isBegunInTwin: true),
                        Part(table: "\(name)_history", hash: RowFunctions.hash(of: twin), moment: "_valid_to"),
                    ])
        }
    }

    /// The hashes of the rows that belong to a run or to a month's close, in ascending order. Parameter: `at`.
    ///
    /// - Parameter isMost: whether these are most of the rows. Then an index would only cost: the sign keeps SQLite from it.
    func hashesAt(isMost: Bool = false) -> String {
        parts.map { "SELECT \($0.hash) FROM main.\(quoted($0.table)) WHERE \(isMost ? "+" : "")\(quoted($0.moment)) = :at" }
            .joined(separator: " UNION ALL ") + " ORDER BY 1"
    }

    /// All rows: `at`, what they belong to, and `hash`. What is as old as run `base` belongs to the link over that run's whole state: there a
    /// version that had ended counts once, with its end. Parameters: `base`, the number of that run, or 0; for months `link`, the number of that
    /// link.
    public var rows: String { rows { _ in "" } }

    private func rows(and extra: (Part) -> String) -> String {
        parts.map { part in
            let end = part.isBegunInTwin ? "WHERE _valid_to > :base" : kind == .runs ? "WHERE id <= :base" : ""
            return "SELECT \(place(of: part)) AS at, \(part.hash) AS hash\(extra(part)) FROM main.\(quoted(part.table)) \(end)"
        }.joined(separator: " UNION ALL ")
    }

    /// As `rows`, with the physical table, the key as a JSON object, and what the run did to the row in the past tense.
    public var keyedRows: String { rows { keyColumns($0) } }

    /// The same rows of one run or month that is newer than `base`. Parameter: `at`.
    public var keyedRowsAt: String {
        parts.map { part in
            "SELECT \(part.hash) AS hash\(keyColumns(part)) FROM main.\(quoted(part.table)) WHERE \(quoted(part.moment)) = :at"
        }.joined(separator: " UNION ALL ")
    }

    private func keyColumns(_ part: Part) -> String {
        ", \(part.table.sqlLiteral) AS \"table\", \(keyObject) AS key, '\(part.moment == "_valid_to" ? "ended" : "wrote")' AS verb"
    }

    /// The key as a JSON object, by the columns' names.
    private var keyObject: String {
        "json_object(\(key.map { "\($0.sqlLiteral), \(quoted($0))" }.joined(separator: ", ")))"
    }

    private func place(of part: Part) -> String {
        kind == .ofMonth
            ? "iif(month IN (SELECT month FROM main.chain_links WHERE kind = 'close' AND seq > :link), month, '')"
            : "max(\(quoted(part.moment)), :base)"
    }
}

extension CoveredTable {
    /// Old versions that do not lie where their runs say. Nil for a table without old versions.
    public var misplaced: String? {
        guard case .versions(let twin) = kind, !twin.isEmpty else { return nil }
        let history = "\(name)_history"
        return """
            SELECT _valid_to AS run, \(history.sqlLiteral) AS "table", \(keyObject) AS key FROM main.\(quoted(history))
            WHERE NOT \(HistoryRowID.isPlaced) ORDER BY rowid
            """
    }

    /// Statements that give the keys of rows that must have been there, because other rows say so.
    ///
    /// - Parameter run: the run that the rows belong to; nil if they may belong to any that a link over a whole state covers.
    public func gaps(at run: Int64?, in db: Database) throws -> [String] {
        guard case .versions(let twin) = kind, !twin.isEmpty, !key.isEmpty else { return [] }
        let same = key.map { "later.\(quoted($0)) IS ended.\(quoted($0))" }.joined(separator: " AND ")
        let next = [name, "\(name)_history"].map { table in
            "NOT EXISTS (SELECT 1 FROM main.\(quoted(table)) AS later WHERE \(same) AND later._valid_from = ended._valid_to)"
        }.joined(separator: " AND ")
        let ended = """
            SELECT \(keyObject) FROM main.\(quoted("\(name)_history")) AS ended
            WHERE _closed_by = 'update' AND \(run.map { "_valid_to = \($0)" } ?? "true") AND \(next)
            """
        return [ended] + (try unlistedRecords(in: db).map { [$0] } ?? [])
    }

    /// Records whose digest is known, and that have no live row: `record_digests` has one for each.
    private func unlistedRecords(in db: Database) throws -> String? {
        let catalog = Catalog.standard
        guard let resource = catalog.resources.first(where: { $0.name == name || $0.measures?.table == name }), resource.key.count == 1,
            let live = catalog.tables(of: resource).first(where: { $0.name == name })
        else { return nil }
        let scope = catalog.scopeColumns(of: resource)
        let values = scope.indices.map { "s.value_\($0 + 1)" } + ["d.key"]
        let same = zip(live.key, values).map { "t.\(quoted($0)) = \($1)" }.joined(separator: " AND ")
        let object = zip(live.key, values).map { "\($0.sqlLiteral), \($1)" }.joined(separator: ", ")
        return """
            SELECT json_object(\(object)) FROM main.record_digests AS d
            JOIN main.mirror_scopes AS s ON s.id = d.scope_id AND s.resource = \(resource.name.sqlLiteral)
            WHERE NOT EXISTS (SELECT 1 FROM main.\(quoted(name)) AS t WHERE \(same))
            """
    }
}
