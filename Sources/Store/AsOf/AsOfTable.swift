/// A live table as it was at the end of a run: the rows that are still as they were then, and the versions that have ended since.
///
/// It makes the statements that read such a table; `AsOfTableModule` lets SQLite run them as if it were one.
struct AsOfTable {
    struct Column {
        let name: String
        /// As declared: INTEGER, TEXT or ANY.
        let type: String
    }

    /// Columns of the table, by their place, that both the live table and the history table have an index on.
    struct Index {
        let columns: [Int]
        /// At any one moment no two rows have the same values in all of them.
        let isKey: Bool
    }

    let name: String
    let run: Int64
    let columns: [Column]
    let indexes: [Index]
    /// Whether the history table's rows lie where `HistoryRowID` says: not in a file that was last written by an older version.
    let isPlaced: Bool

    var key: [Int] { indexes.first(where: \.isKey)?.columns ?? [] }

    /// The table as SQLite is told of it. A type ANY would be taken for a numeric one.
    var declaration: String {
        let declared = columns.map { "\(quoted($0.name)) \($0.type == "ANY" ? "" : $0.type)" } + ["PRIMARY KEY (\(names(key)))"]
        return "CREATE TABLE past (\(declared.joined(separator: ", "))) WITHOUT ROWID"
    }

    /// All rows that meet a condition.
    ///
    /// - Parameter isMostlyOld: whether the live table has not changed much since; else an index finds what is old in it.
    func scan(_ used: [Int], isMostlyOld: Bool, where condition: String = "true") -> String {
        let way = isMostlyOld && !used.isEmpty ? "NOT INDEXED" : "INDEXED BY \(quoted("\(name)_from"))"
        let old = "SELECT \(names(used)) FROM main.\(quoted(name)) \(way) WHERE _valid_from <= \(run) AND \(condition)"
        guard isPlaced else {
            return
                "\(old) UNION ALL SELECT \(names(used)) FROM \(history) WHERE _valid_from <= \(run) AND _valid_to > \(run) AND \(condition)"
        }
        // For a mere number of rows an index is enough.
        let ended = used.isEmpty ? "INDEXED BY \(quoted("\(name)_history_to")) WHERE past._valid_to = ends.run AND" : "NOT INDEXED WHERE"
        return """
            WITH RECURSIVE \(ends)
            \(old)
            UNION ALL
            SELECT \(names(used)) FROM ends CROSS JOIN \(history) AS past \(ended)
                past.rowid BETWEEN \(HistoryRowID.first(of: "ends.run", "0")) AND \(HistoryRowID.last(of: "ends.run", "\(run)"))
                AND \(condition)
            """
    }

    /// All rows in the order of their key, the first of them at once.
    func walk(_ used: [Int]) -> String {
        let order = list((0..<key.count).map { "key\($0)" })
        let columns =
            used.map { "\(quoted(self.columns[$0].name))" } + key.enumerated().map { "\(quoted(self.columns[$1].name)) AS key\($0)" }
        return """
            SELECT \(columns.joined(separator: ", ")) FROM main.\(quoted(name)) WHERE +_valid_from <= \(run)
            UNION ALL
            SELECT \(columns.joined(separator: ", ")) FROM \(history) INDEXED BY \(quoted("\(name)_history_key"))
            WHERE +_valid_from <= \(run) AND +_valid_to > \(run)
            ORDER BY \(order)
            """
    }

    /// The rows with certain values in the columns of an index. The signs keep SQLite from the indexes on runs alone.
    func lookUp(_ used: [Int], by columns: [Int], isUnique: Bool) -> String {
        """
        SELECT \(names(used)) FROM main.\(quoted(name)) WHERE +_valid_from <= \(run) AND \(equal(columns))
        UNION ALL
        SELECT \(names(used)) FROM \(history) WHERE +_valid_from <= \(run) AND +_valid_to > \(run) AND \(equal(columns))
        \(isUnique ? "LIMIT 1" : "")
        """
    }

    /// Parameters: the values, in the order of the columns.
    func equal(_ columns: [Int]) -> String {
        columns.enumerated().map { place, column -> String in "\(quoted(self.columns[column].name)) = ?\(place + 1)" }.joined(
            separator: " AND ")
    }

    /// Two numbers: the rows of the live table that are as they were, and all of them.
    var sizes: String {
        """
        SELECT (SELECT count(*) FROM main.\(quoted(name)) INDEXED BY \(quoted("\(name)_from")) WHERE _valid_from <= \(run)),
            (SELECT count(*) FROM main.\(quoted(name)))
        """
    }

    func names(_ places: [Int]) -> String { places.isEmpty ? "NULL" : list(places.map { columns[$0].name }) }

    private var history: String { "main.\(quoted("\(name)_history"))" }

    /// The later runs that have ended anything, each found by one step from the one before.
    private var ends: String {
        func next(after run: String) -> String {
            HistoryRowID.end(of: "(SELECT min(rowid) FROM \(history) WHERE rowid > \(HistoryRowID.last(of: run)))")
        }
        return "ends (run) AS (SELECT \(next(after: "\(run)")) UNION ALL SELECT \(next(after: "run")) FROM ends WHERE run IS NOT NULL)"
    }
}
