import Values

/// Collects the rows of a result for a chart. Rows with the same x and the same series are summed as they come.
public struct ChartData: Sendable {
    /// More points than this are refused: memory stays bounded, and no picture shows them anyway.
    public static let limit = 100_000
    /// More text than this is refused, in bytes of all different names together.
    public static let textLimit = 32 << 20

    let description: ChartDescription
    private(set) var x = Keys()
    private(set) var series = Keys()
    /// In the order of the rows, so that sums of real numbers do not depend on a dictionary's order.
    private(set) var points: [Point] = []
    private(set) var kinds = XKinds.all
    /// How many rows have no x.
    private(set) var rowsWithoutX = 0
    private var rows = 0
    private var indices: [Place: Int] = [:]

    /// One sum. Nil is a gap: all its values are NULL.
    struct Point: Sendable {
        let place: Place
        var amount: Amount?
    }

    /// Where a sum belongs: indices of the two lists of keys.
    struct Place: Sendable, Hashable {
        let x: Int
        let series: Int
    }

    /// Begins without rows.
    public init(_ description: ChartDescription) { self.description = description }

    /// Takes one row.
    ///
    /// - Parameters:
    ///   - x: One cell for each x column of the description, in its order.
    ///   - y: The measure's cell; nil if rows are counted.
    ///   - series: One cell for each series column.
    public mutating func add(x: [StoredValue], y: StoredValue?, series: [StoredValue]) throws(ChartError) {
        rows += 1
        guard let first = x.first, x.count == description.x.count, series.count == description.series.count else {
            throw .wrongCount(row: rows)
        }
        let amount = try amount(of: y)
        kinds.formIntersection(XKinds(of: first, left: kinds))
        if first == .null { rowsWithoutX += 1 }
        let place = Place(x: self.x.index(of: Key(x)), series: self.series.index(of: Key(series)))
        guard self.x.byteCount + self.series.byteCount <= Self.textLimit else { throw .tooMuchText }
        try add(amount, at: place)
    }

    private func amount(of y: StoredValue?) throws(ChartError) -> Amount? {
        guard case .column(let column) = description.y else { return Amount(Int64(1)) }
        switch y {
        case nil: throw .wrongCount(row: rows)
        case .null: return nil
        case .integer(let number): return Amount(number)
        case .real(let number): return number.isFinite ? Amount(number) : nil
        case .text, .blob: throw .notANumber(column: column, row: rows)
        }
    }

    private mutating func add(_ amount: Amount?, at place: Place) throws(ChartError) {
        guard let index = indices[place] else {
            guard points.count < Self.limit else { throw .tooManyPoints(limit: Self.limit) }
            indices[place] = points.count
            points.append(Point(place: place, amount: amount))
            return
        }
        guard let amount else { return }
        guard points[index].amount != nil else {
            points[index].amount = amount
            return
        }
        points[index].amount?.add(amount)
    }
}
