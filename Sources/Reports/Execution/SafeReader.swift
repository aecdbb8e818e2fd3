import Foundation
import GRDB
import Store
import Values

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
        let reading: AsOfReading?

        public init(moment: Date?, reading: AsOfReading? = nil) { (self.moment, self.reading) = (moment, reading) }
    }

    public let path: String
    let prepare: Preparation
    let limits: QueryLimits
    let warn: @Sendable (String) -> Void

    /// `prepare` runs before the guard is in force, on the connection that the query will use, and is given its text. `warn` is told what makes
    /// an answer empty though nothing is wrong with the question.
    public init(
        path: String, limits: QueryLimits = QueryLimits(), prepare: @escaping Preparation = { _, _ in nil },
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.path = path
        self.limits = limits
        self.warn = warn
        self.prepare = prepare
    }

    /// Runs a report, and writes its rows as they come. Returns how many there were.
    ///
    /// - Parameter now: what relative parameters start from, unless the preparation names another time.
    @discardableResult
    public func run(
        _ report: Report, given: [String: String], types: [String: ParameterType] = [:], now: Date, into writer: some ResultWriter
    ) throws(ReportsError) -> Int {
        let question = Question(sql: report.sql, file: report.file, report: report) { used, moment throws(ReportsError) in
            try report.requireDeclared(used)
            return try report.arguments(given: given, types: types, now: moment ?? now)
        }
        let runs = report.parameters.filter { $0.type == .run && $0.fallback != .none }.map(\.name)
        return try run(question, runs: runs, into: writer)
    }

    /// Runs a statement that has no header. `given` is bound as `AdHoc` says. Returns how many rows there were.
    ///
    /// - Parameter file: where it was read, for messages; nil for the command line.
    @discardableResult
    public func run(
        sql: String, from file: String? = nil, given: [String: String] = [:], types: [String: ParameterType] = [:], now: Date = Date(),
        into writer: some ResultWriter
    ) throws(ReportsError) -> Int {
        let question = Question(sql: sql, file: file, report: nil) { used, moment throws(ReportsError) in
            try AdHoc.arguments(given: given, types: types, used: used, now: moment ?? now)
        }
        return try run(question, runs: types.filter { $0.value == .run }.map(\.key), into: writer)
    }

    /// What is asked, and how its parameters get their values.
    private struct Question {
        let sql: String
        let file: String?
        let report: Report?
        let arguments: ([String], _ moment: Date?) throws(ReportsError) -> [String: StoredValue]
    }

    /// - Parameter runs: the parameters that mean the last run where they are NULL.
    private func run(_ question: Question, runs: [String], into writer: some ResultWriter) throws(ReportsError) -> Int {
        let text = try StatementText(question.sql, file: question.file)
        return try withGuardedConnection(for: text.sql) { connection, guarded, watch, moment throws(ReportsError) in
            let (query, names) = try text.placing { () throws(SQLProblem) in
                let query = try CompiledQuery(placing: text.sql, on: connection, guarded: guarded)
                return (query, try query.parameterNames())
            }
            var cells = try question.arguments(names, moment)
            for name in runs where cells[name] == .null { cells[name] = try latestRun(on: connection, guarded) }
            try query.bind(cells, to: names)
            let count: Int
            do throws(ReportsError) {
                count = try stream(query, into: writer, guarded: guarded, watch: watch)
            } catch {
                // SQLite does not say where: of a file, it is told where the statement begins.
                if case .badSQL = error, text.file != nil { throw text.located(SQLProblem(error: error, offset: 0)) }
                throw error
            }
            let remarks = guarded.standingAside { question.report.map { $0.remarks(on: cells, rows: count, in: connection) } ?? [] }
            let unread = guarded.standingAside { UnreadTables(among: guarded.tablesRead, in: connection).remark }
            for remark in remarks + [unread].compactMap(\.self) { warn(remark) }
            return count
        }
    }

    /// The last run that was published by the moment that the query is about; NULL if there is none.
    private func latestRun(on connection: OpaquePointer?, _ guarded: QueryGuard) throws(ReportsError) -> StoredValue {
        let query = try CompiledQuery("SELECT max(id) FROM sync_runs WHERE state <> 'failed'", on: connection, guarded: guarded)
        var cells: [StoredValue] = []
        return try query.next(into: &cells, guarded: guarded, path: path) ? cells[0] : .null
    }

    private func stream(
        _ query: CompiledQuery, into writer: some ResultWriter, guarded: QueryGuard, watch: QueryWatch
    ) throws(ReportsError) -> Int {
        var writer = writer
        var cells: [StoredValue] = []
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
