import Values

/// Why rows cannot be drawn. No text of it holds a value of the data.
public enum ChartError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The measure's cell is a text or a blob.
    ///
    /// - Parameters:
    ///   - column: its name.
    ///   - row: counted from 1.
    case notANumber(column: String, row: Int)
    /// The result has more different places than a chart can hold.
    case tooManyPoints(limit: Int)
    /// The texts of x and series are too long to be names.
    case tooMuchText
    /// A row has not one cell for each column of the description.
    case wrongCount(row: Int)

    /// What is wrong.
    public var description: String {
        switch self {
        case .notANumber(let column, let row): "the chart's y, '\(column)', is not a number in row \(row.grouped)"
        case .tooManyPoints(let limit): "the result has more than \(limit.grouped) points, which is too many for a chart"
        case .tooMuchText: "the names in the result are too long for a chart"
        case .wrongCount(let row): "row \(row.grouped) has not one value for each column of the chart"
        }
    }

    /// What helps; nil if nothing does.
    public var hint: String? {
        switch self {
        case .notANumber: "choose a column of numbers for y, or convert it in SQL, such as CAST(cost AS REAL)"
        case .tooManyPoints: "group the rows in SQL, for example by month, or leave out columns of x or series"
        case .tooMuchText: "choose columns of short texts for x and series, such as names"
        case .wrongCount: nil
        }
    }
}
