import Foundation
import Values

/// A report: one SELECT, and the header that says what it asks and which parameters it has.
public struct Report: Sendable {
    public let name: String
    /// The file that it was read from; `NAME.sql (built in)` for a report of the program.
    public let file: String
    /// Whether it comes with the program.
    public let isBuiltIn: Bool
    public let title: String
    /// The question it answers, ending in a question mark.
    public let asks: String
    /// Why somebody would run it, if the header says so.
    public let why: String?
    public let parameters: [ReportParameter]
    /// How to draw the result, or why it is not drawn; nil if the header says nothing about it.
    public let chart: ReportChart?
    private let chartLine: Int?
    public let sql: String

    /// Reads the header of `sql`.
    public init(name: String, file: String, sql: String, isBuiltIn: Bool = false) throws(ReportsError) {
        let header = try ReportHeader(file: file, sql: sql)
        self.name = name
        self.file = file
        self.sql = sql
        self.isBuiltIn = isBuiltIn
        title = header.title
        asks = header.asks
        why = header.why
        chart = header.chart
        chartLine = header.chartLine
        parameters = header.parameters
    }

    /// Reads a text that may be a report; nil if it does not begin with `-- title:`.
    public init?(text: String, file: String) throws(ReportsError) {
        guard ReportHeader.isPresent(in: text) else { return nil }
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        try self.init(name: name, file: file, sql: text)
    }

    /// The values to bind, by name: the given ones, read by their types, and the defaults for the others.
    ///
    /// - Parameters:
    ///   - types: types that were given with values. They have to be the declared ones.
    ///   - now: what relative months and dates start from.
    public func arguments(
        given: [String: String], types: [String: ParameterType] = [:], now: Date
    ) throws(ReportsError) -> [String: StoredValue] {
        let known = parameters.map(\.name)
        for name in given.keys.sorted() where !known.contains(name) {
            throw .unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: known), known: known)
        }
        var cells: [String: StoredValue] = [:]
        for parameter in parameters {
            if let type = types[parameter.name], type != parameter.type { throw .otherType(name: parameter.name, declared: parameter.type) }
            cells[parameter.name] = try parameter.cell(given: given[parameter.name], now: now)
        }
        return cells
    }

    /// The columns of a result that the chart takes.
    ///
    /// - Throws: `.chart` if the result lacks one of them.
    public func chartColumns(_ description: ChartDescription, in columns: [String]) throws(ReportsError) -> ChartColumns {
        do { return try ChartColumns(description, in: columns) } catch {
            throw chartFailure(error.description, hint: error.hint(among: columns))
        }
    }

    /// The error for a chart that cannot be drawn from the rows that came.
    public func chartFailure(_ problem: String, hint: String?) -> ReportsError {
        .chart(SQLPlace(file: file, line: chartLine), problem: problem, hint: hint)
    }

    /// Refuses a parameter that the SQL has and the header lacks, or the other way round.
    ///
    /// - Parameter used: the names of the SQL's parameters.
    func requireDeclared(_ used: [String]) throws(ReportsError) {
        let declared = parameters.map(\.name)
        if let name = used.first(where: { !declared.contains($0) }) {
            let word = SQLWords(sql).all.first { $0.text.dropFirst() == name && ":@$".contains($0.text.prefix(1)) }
            throw .located(
                SQLPlace(file: file, line: word.map { sql.utf8.prefix($0.offset).count { $0 == 0x0A } + 1 }),
                .undeclaredParameter(name: name))
        }
        if let parameter = parameters.first(where: { !used.contains($0.name) }) {
            throw .located(SQLPlace(file: file, line: parameter.line), .unusedParameter(name: parameter.name))
        }
    }
}
