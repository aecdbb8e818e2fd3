/// Where a version lies in its twin: rows are in the order of the run that ended them, then of the run that began them.
///
/// So the versions alive at a run lie together, in as many places as later runs have ended any, and are read as fast as a
/// live table is. The place is the rowid, in decimal digits: 24 000012 0000003 is the fourth version that run 24 has ended
/// of those that run 12 began. There is room for 922,336 runs, and in each such place for ten million versions.
enum HistoryRowID {
    private static let end: Int64 = 10_000_000_000_000
    private static let begin: Int64 = 10_000_000

    /// Whether any row has no place, because an older version wrote it.
    static func isUnplaced(_ twin: String) -> String { "EXISTS (SELECT 1 FROM \(twin) WHERE rowid < \(end))" }

    /// The first place of versions that began in one run and ended in another, both given as SQL.
    static func first(of end: String, _ begin: String) -> String { "\(end) * \(Self.end) + \(begin) * \(Self.begin)" }

    static func last(of end: String, _ begin: String) -> String { "\(end) * \(Self.end) + \(begin) * \(Self.begin) + \(Self.begin - 1)" }

    /// The last place of all that a run has ended.
    static func last(of end: String) -> String { "\(end) * \(Self.end) + \(Self.end - 1)" }

    /// The run that ended the version at a place.
    static func end(of place: String) -> String { "\(place) / \(Self.end)" }

    /// The next free place.
    static func next(in twin: String, end: String, begin: String) -> String {
        let first = first(of: end, begin)
        return "(SELECT coalesce(max(rowid) + 1, \(first)) FROM \(twin) WHERE rowid BETWEEN \(first) AND \(last(of: end, begin)))"
    }

    /// Gives every row its place.
    static func place(_ twin: String) -> String {
        """
        UPDATE \(twin) SET rowid = placed.place
        FROM (
            SELECT rowid AS was, \(first(of: "_valid_to", "_valid_from"))
                + row_number() OVER (PARTITION BY _valid_to, _valid_from ORDER BY rowid) - 1 AS place
            FROM \(twin)
        ) AS placed
        WHERE \(twin).rowid = placed.was
        """
    }
}
