/// The place of a version in its history table: rows are ordered by the run that ended them, then by the run that began them.
///
/// So the versions that were current at a run lie together, in one place for each later run that has ended any. They are read as fast as a
/// live table. The place is the rowid. Its decimal digits say the runs: 24 000012 0000003 is the fourth version that run 12 began and
/// run 24 ended. There is room for 922,336 runs, and for ten million versions in each place.
enum HistoryRowID {
    private static let end: Int64 = 10_000_000_000_000
    private static let begin: Int64 = 10_000_000

    /// Whether any row has no place, because an older version wrote it.
    static func isUnplaced(_ table: String) -> String { "EXISTS (SELECT 1 FROM \(table) WHERE rowid < \(end))" }

    /// Whether a row lies where its runs say.
    static let isPlaced = "rowid BETWEEN \(first(of: "_valid_to", "_valid_from")) AND \(last(of: "_valid_to", "_valid_from"))"

    /// The first place of versions that began in one run and ended in another, both given as SQL.
    static func first(of end: String, _ begin: String) -> String { "\(end) * \(Self.end) + \(begin) * \(Self.begin)" }

    static func last(of end: String, _ begin: String) -> String { "\(end) * \(Self.end) + \(begin) * \(Self.begin) + \(Self.begin - 1)" }

    /// The last place of all that a run has ended.
    static func last(of end: String) -> String { "\(end) * \(Self.end) + \(Self.end - 1)" }

    /// The run that ended the version at a place.
    static func end(of place: String) -> String { "\(place) / \(Self.end)" }

    /// The next free place.
    static func next(in table: String, end: String, begin: String) -> String {
        let first = first(of: end, begin)
        return "(SELECT coalesce(max(rowid) + 1, \(first)) FROM \(table) WHERE rowid BETWEEN \(first) AND \(last(of: end, begin)))"
    }

    /// Gives every row its place.
    static func place(_ table: String) -> String {
        """
        UPDATE \(table) SET rowid = placed.place
        FROM (
            SELECT rowid AS was, \(first(of: "_valid_to", "_valid_from"))
                + row_number() OVER (PARTITION BY _valid_to, _valid_from ORDER BY rowid) - 1 AS place
            FROM \(table)
        ) AS placed
        WHERE \(table).rowid = placed.was
        """
    }
}
