/// A statement that gives rows before and after, from a live table and its history table.
///
/// Its columns: the run (or 0), whether there is a row before and after, the key, the row before, the row after. SQLite 3.40 has no
/// statistics here, so a `+` marks the terms that must not choose the index: rows are found by the runs, and earlier versions by the key.
struct ChangeQuery {
    let shape: TableSchema
    let condition: RowCondition

    private var live: String { "main.\(quoted(shape.name))" }
    private var history: String { "main.\(quoted(shape.history))" }
    private var data: [String] { shape.columns.map(\.name) + ["_extra"] }

    /// What each run from `first` to `last` did, run by run.
    func changes(_ first: Int64, _ last: Int64) -> String {
        let plus = condition.isByKey ? "+" : ""
        let replaced = "\(sameKey) AND \(isLast("h", "< s._valid_from")) AND +h._valid_to = s._valid_from AND h._closed_by = 'update'"
        let begun = [live, history].map { later in
            """
            \(select("s._valid_from", hasBefore: "h._valid_to IS NOT NULL", after: "s"))
            FROM \(later) AS s LEFT JOIN \(history) AS h ON \(replaced)
            WHERE \(plus)s._valid_from BETWEEN \(first) AND \(last)\(condition.sql("s"))
            """
        }
        let gone = """
            \(select("h._valid_to", hasBefore: "1", after: nil))
            FROM \(history) AS h
            WHERE \(plus)h._valid_to BETWEEN \(first) AND \(last) AND h._closed_by <> 'update'\(condition.sql("h"))
            """
        return ordered(begun + [gone])
    }

    /// What differs between the end of one run and that of a later one.
    func difference(_ first: Int64, _ last: Int64) -> String { ordered(differing(first, last, select)) }

    /// The same counted: inserted, updated, deleted.
    func differenceCounts(_ first: Int64, _ last: Int64) -> String {
        let arms = differing(first, last) { _, hasBefore, after in
            "SELECT \(hasBefore) AS before, \(after == nil ? 0 : 1) AS after"
        }
        return """
            SELECT count(*) FILTER (WHERE NOT before), count(*) FILTER (WHERE before AND after), count(*) FILTER (WHERE NOT after)
            FROM (\(arms.joined(separator: "\nUNION ALL\n")))
            """
    }

    /// A row that began in between is compared with the one of the first run, if there was one. A row that ended in between and has no
    /// successor is gone. Rows that did not change in between cost nothing.
    private func differing(_ first: Int64, _ last: Int64, _ select: (String, String, String?) -> String) -> [String] {
        let plus = condition.isByKey ? "+" : ""
        let between = "BETWEEN \(first + 1) AND \(last)"
        let then = "\(isLast("h", "<= \(first)")) AND +h._valid_to > \(first)"
        let differs = "(\(list(data, prefix: "h."))) IS NOT (\(list(data, prefix: "s.")))"
        let here = [(live, ""), (history, " AND +s._valid_to > \(last)")]
        let begun = here.map { source, stillAlive in
            """
            \(select("0", "h._valid_to IS NOT NULL", "s"))
            FROM \(source) AS s LEFT JOIN \(history) AS h ON \(sameKey) AND \(then)
            WHERE \(plus)s._valid_from \(between)\(stillAlive)\(condition.sql("s")) AND (h._valid_to IS NULL OR \(differs))
            """
        }
        let successors = [
            "NOT EXISTS (SELECT 1 FROM \(live) AS s WHERE \(sameKey) AND +s._valid_from <= \(last))",
            "NOT EXISTS (SELECT 1 FROM \(history) AS s WHERE \(sameKey) AND \(isLast("s", "<= \(last)", of: "h")) AND +s._valid_to > \(last))",
        ]
        let gone = """
            \(select("0", "1", nil))
            FROM \(history) AS h
            WHERE \(plus)h._valid_to \(between) AND +h._valid_from <= \(first)\(condition.sql("h")) AND \(successors.joined(separator: " AND "))
            """
        return begun + [gone]
    }

    /// The condition that a row of the history table is the last version that began then. The index finds that one alone, even for a counter
    /// with a version for each run.
    private func isLast(_ row: String, _ then: String, of owner: String = "s") -> String {
        let same = shape.key.map { "p.\(quoted($0)) IS \(owner).\(quoted($0))" }.joined(separator: " AND ")
        return "\(row)._valid_from = (SELECT max(p._valid_from) FROM \(history) AS p WHERE \(same) AND p._valid_from \(then))"
    }

    private var sameKey: String { shape.key.map { "h.\(quoted($0)) IS s.\(quoted($0))" }.joined(separator: " AND ") }

    private func select(_ run: String, hasBefore: String, after: String?) -> String {
        let rows =
            list(data, prefix: "h.") + ", "
            + (after.map { list(data, prefix: "\($0).") } ?? data.map { _ in "NULL" }.joined(separator: ", "))
        return "SELECT \(run), \(hasBefore), \(after == nil ? 0 : 1), \(list(shape.key, prefix: "\(after ?? "h").")), \(rows)"
    }

    private func ordered(_ arms: [String]) -> String {
        let places = [1] + (4..<4 + shape.key.count)
        return arms.joined(separator: "\nUNION ALL\n") + "\nORDER BY " + places.map { "\($0)" }.joined(separator: ", ") + ", 3"
    }
}
