import Values

/// Where a chart's columns are in a result.
public struct ChartColumns: Sendable {
    private let x: [Int]
    /// Nil if rows are counted.
    private let y: Int?
    private let series: [Int]

    /// The chart takes a column that the result does not have.
    struct Missing: Error {
        let column: String

        var description: String { "the chart takes the column '\(column)', which the result does not have" }

        func hint(among columns: [String]) -> String {
            if let meant = Suggestion.nearest(to: column, in: columns) { return "did you mean '\(VisibleText.escaped(meant))'?" }
            return "its columns are \(columns.map(VisibleText.escaped).joined(separator: ", "))"
        }
    }

    init(_ description: ChartDescription, in columns: [String]) throws(Missing) {
        x = try Self.places(of: description.x, in: columns)
        series = try Self.places(of: description.series, in: columns)
        y =
            switch description.y {
            case .rows: nil
            case .column(let name): try Self.place(of: name, in: columns)
            }
    }

    private static func places(of names: [String], in columns: [String]) throws(Missing) -> [Int] {
        var places: [Int] = []
        for name in names { places.append(try place(of: name, in: columns)) }
        return places
    }

    /// SQL's names are the same in capitals.
    private static func place(of name: String, in columns: [String]) throws(Missing) -> Int {
        let same = columns.firstIndex(of: name) ?? columns.firstIndex { $0.lowercased() == name.lowercased() }
        guard let same else { throw Missing(column: name) }
        return same
    }

    /// The cells that place a row's mark.
    public func x(of cells: [StoredValue]) -> [StoredValue] { x.map { cells[$0] } }

    /// The cell that is measured; nil if rows are counted.
    public func y(of cells: [StoredValue]) -> StoredValue? { y.map { cells[$0] } }

    /// The cells that name a row's series.
    public func series(of cells: [StoredValue]) -> [StoredValue] { series.map { cells[$0] } }
}
