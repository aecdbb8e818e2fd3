import Foundation
import GRDB
import Store

/// Runs one query on a mirror that it can read, and do nothing else with.
///
/// Each query has a connection of its own: opened read-only, prepared (as-of), then guarded until it is closed.
public struct SafeReader: Sendable {
    /// Puts the mirror as it was at a past moment in front of the live tables, for the statement to come.
    ///
    /// - Returns: nil for now.
    public typealias Preparation = @Sendable (Database, String) throws -> Prepared?

    /// What a preparation has put in front.
    public struct Prepared {
        /// What relative parameters such as `this month` start from; nil for the present.
        let moment: Date?
        /// What of the file is not to be read, because it is of now.
        let reading: PastReading?

        public init(moment: Date?, reading: PastReading? = nil) { (self.moment, self.reading) = (moment, reading) }
    }

    public let path: String
    let prepare: Preparation
    let limits: QueryLimits

    /// `prepare` runs before the guard is in force, on the connection that the query will use, and is given its text.
    public init(path: String, limits: QueryLimits = QueryLimits(), prepare: @escaping Preparation = { _, _ in nil }) {
        self.path = path
        self.limits = limits
        self.prepare = prepare
    }

    /// Runs a report, and writes its rows as they come. Returns how many there were.
    ///
    /// - Parameter now: what relative parameters start from, unless the preparation names another time.
    @discardableResult
    public func run(_ report: Report, given: [String: String], now: Date, into writer: some ResultWriter) throws(ReportsError) -> Int {
        try run(report.sql, from: report.file, into: writer) { used, moment, latestRun throws(ReportsError) in
            var cells = try report.arguments(given: given, now: moment ?? now)
            try report.requireDeclared(used)
            for parameter in report.parameters where parameter.type == .run && cells[parameter.name] == .null {
                cells[parameter.name] = try latestRun()
            }
            return cells
        }
    }

    /// Runs a statement that has no header. `given` is bound as `AdHoc` says. Returns how many rows there were.
    ///
    /// - Parameter file: where it was read, for messages; nil for the command line.
    @discardableResult
    public func run(
        sql: String, from file: String? = nil, given: [String: String] = [:], into writer: some ResultWriter
    ) throws(ReportsError) -> Int {
        try run(sql, from: file, into: writer) { used, _, _ throws(ReportsError) in try AdHoc.arguments(given: given, used: used) }
    }

    private func run(
        _ sql: String, from file: String?, into writer: some ResultWriter,
        arguments: ([String], _ moment: Date?, _ latestRun: () throws(ReportsError) -> Cell) throws(ReportsError) -> [String: Cell]
    ) throws(ReportsError) -> Int {
        let text = try StatementText(sql, file: file)
        return try withGuardedConnection(for: text.sql) { connection, guarded, watch, moment throws(ReportsError) in
            let (query, names) = try text.placing { () throws(SQLProblem) in
                let query = try CompiledQuery(text.sql, on: connection, guarded: guarded)
                return (query, try query.parameterNames())
            }
            let cells = try arguments(names, moment) { () throws(ReportsError) in try latestRun(on: connection, guarded) }
            try query.bind(cells, to: names)
            do throws(ReportsError) {
                return try stream(query, into: writer, guarded: guarded, watch: watch)
            } catch {
                if case .badSQL = error { throw text.located(SQLProblem(error: error)) }
                throw error
            }
        }
    }

    /// The last run that was published by the moment that the query is about; NULL if there is none.
    private func latestRun(on connection: OpaquePointer?, _ guarded: QueryGuard) throws(ReportsError) -> Cell {
        let text = try StatementText("SELECT max(id) FROM sync_runs WHERE state <> 'failed'")
        let query = try text.placing { () throws(SQLProblem) in try CompiledQuery(text.sql, on: connection, guarded: guarded) }
        var cells: [Cell] = []
        return try query.next(into: &cells, guarded: guarded, path: path) ? cells[0] : .null
    }

    private func stream(
        _ query: CompiledQuery, into writer: some ResultWriter, guarded: QueryGuard, watch: QueryWatch
    ) throws(ReportsError) -> Int {
        var writer = writer
        var cells: [Cell] = []
        var count = 0
        do throws(ReportsError) {
            try writer.begin(columns: query.columns)
            while try query.next(into: &cells, guarded: guarded, path: path) {
                try writer.row(cells)
                count += 1
                // A result of cheap rows takes its time in the output, where SQLite's machine does not count.
                if watch.mustStop() { break }
            }
            if watch.verdict == nil { try writer.end() }
        } catch {
            throw watch.verdict ?? error
        }
        if let verdict = watch.verdict { throw verdict }
        return count
    }
}
