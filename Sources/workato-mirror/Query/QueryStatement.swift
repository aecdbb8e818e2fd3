import Foundation
import Reports

/// One statement of `query`: a report, or SQL without a header.
enum QueryStatement {
    case report(Report)
    /// `file` is where it was read from; nil for the command line.
    case sql(String, file: String?)

    var report: Report? {
        switch self {
        case .report(let report): report
        case .sql: nil
        }
    }

    /// The text of SQL without a header; empty for a report.
    var sql: String {
        switch self {
        case .report: ""
        case .sql(let sql, _): sql
        }
    }

    @discardableResult
    func run(
        on reader: SafeReader, given: GivenParameters, into writer: some ResultWriter
    ) throws(ReportsError) -> QueryAnswer {
        switch self {
        case .report(let report): try reader.run(report, given: given.values, types: given.types, now: Date(), into: writer)
        case .sql(let sql, let file): try reader.run(sql: sql, from: file, given: given.values, types: given.types, into: writer)
        }
    }
}
