import Foundation
import GRDB
import Store
import Values

/// Runs queries that can only read the mirror, and streams their rows into a writer. `query` and `status` use it.
///
/// Each query has its own connection: it is opened read-only, prepared for `--as-of`, and then guarded until it is closed.
public struct SafeReader: Sendable {
    /// Prepares a connection, so that the statement sees the mirror of a past moment.
    ///
    /// - Returns: nil if nothing needs to be said: the statement is about now.
    public typealias Preparation = @Sendable (Database, String) throws -> Prepared?

    /// What a preparation has found.
    public struct Prepared {
        /// The moment that relative parameters such as `this month` start from; nil for now.
        let moment: Date?
        /// What of the file may be read, if the statement is about the past.
        let reading: AsOfReading?
        /// The run that the statement is about, if the preparation has looked.
        let run: AsOfRun?

        public init(moment: Date?, reading: AsOfReading? = nil, run: AsOfRun? = nil) {
            (self.moment, self.reading, self.run) = (moment, reading, run)
        }

        /// The run that the statement is about, if it is about the past.
        var pastRun: Int64? { reading == nil ? nil : run?.run }
    }

    public let path: String
    let prepare: Preparation
    let limits: QueryLimits
    let warn: @Sendable (String) -> Void

    /// - Parameters:
    ///   - prepare: runs on the query's connection before the guard is installed. It gets the statement's text.
    ///   - warn: is called with the reasons why an answer may be empty or incomplete.
    public init(
        path: String, limits: QueryLimits = QueryLimits(), prepare: @escaping Preparation = { _, _ in nil },
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.path = path
        self.limits = limits
        self.warn = warn
        self.prepare = prepare
    }

    /// Runs a report, and writes its rows as they come.
    ///
    /// - Parameter now: what relative parameters start from, unless the preparation says another moment.
    @discardableResult
    public func run(
        _ report: Report, given: [String: String], types: [String: ParameterType] = [:], now: Date, into writer: some ResultWriter
    ) throws(ReportsError) -> QueryAnswer {
        let question = Question(sql: report.sql, file: report.file, report: report) { used, moment throws(ReportsError) in
            try report.requireDeclared(used)
            return try report.arguments(given: given, types: types, now: moment ?? now)
        }
        let runs = report.parameters.filter { $0.type == .run && $0.fallback != .none }.map(\.name)
        return try run(question, runs: runs, into: writer)
    }

    /// Runs a statement that has no header. Its parameters are bound as `AdHoc` describes.
    ///
    /// - Parameter file: the file that it was read from, for messages; nil for the command line.
    @discardableResult
    public func run(
        sql: String, from file: String? = nil, given: [String: String] = [:], types: [String: ParameterType] = [:], now: Date = Date(),
        into writer: some ResultWriter
    ) throws(ReportsError) -> QueryAnswer {
        let question = Question(sql: sql, file: file, report: nil) { used, moment throws(ReportsError) in
            try AdHoc.arguments(given: given, types: types, used: used, now: moment ?? now)
        }
        return try run(question, runs: types.filter { $0.value == .run }.map(\.key), into: writer)
    }

    /// A statement, and how its parameters get their values.
    private struct Question {
        let sql: String
        let file: String?
        let report: Report?
        let arguments: ([String], _ moment: Date?) throws(ReportsError) -> [String: StoredValue]
    }

    /// - Parameter runs: the parameters that mean the last run if they are NULL.
    private func run(_ question: Question, runs: [String], into writer: some ResultWriter) throws(ReportsError) -> QueryAnswer {
        let text = try StatementText(question.sql, file: question.file)
        return try withGuardedConnection(for: text.sql) { connection, guarded, watch, prepared throws(ReportsError) in
            let (query, names) = try text.placing { () throws(SQLProblem) in
                let query = try CompiledQuery(placing: text.sql, on: connection, guarded: guarded)
                return (query, try query.parameterNames())
            }
            var cells = try question.arguments(names, prepared?.moment)
            for name in runs where cells[name] == .null { cells[name] = try latestRun(on: connection, guarded) }
            try query.bind(cells, to: names)
            let count: Int
            do throws(ReportsError) {
                count = try stream(query, into: writer, guarded: guarded, watch: watch)
            } catch {
                // SQLite does not say where. For a file, the place is where the statement begins.
                if case .badSQL = error, text.file != nil { throw text.located(SQLProblem(error: error, offset: 0)) }
                throw error
            }
            let remarks = guarded.standingAside { question.report.map { $0.remarks(on: cells, rows: count, in: connection) } ?? [] }
            let unread = guarded.standingAside { UnreadTables(among: guarded.tablesRead, until: prepared?.pastRun, in: connection).remark }
            for remark in remarks + [unread].compactMap(\.self) { warn(remark) }
            return QueryAnswer(rows: count, run: prepared?.run, arguments: cells)
        }
    }

    /// The last run that was published at the moment that the query is about; NULL if there is none.
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
                // If rows are cheap, most time goes into output, where SQLite's machine does not run. So the limits are checked here too.
                if watch.mustStop() { break }
            }
            if watch.stopReason == nil { try writer.end() }
        } catch {
            throw watch.stopReason ?? error
        }
        if let reason = watch.stopReason { throw reason }
        return count
    }
}
