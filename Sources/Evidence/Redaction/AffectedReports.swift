import GRDB
import Reports
import Store

/// Finds the reports that read a redacted column, also through views.
struct AffectedReports {
    let reports: [Report]
    let choice: RedactionChoice

    /// - Returns: their names. A report that the file cannot run is left out.
    func names(in db: Database) throws -> [String] {
        let columns = Dictionary(grouping: choice.columns, by: \.table).mapValues { Set($0.map(\.column)) }
        return try reports.filter { report in
            try MissingRelations.prepare(db, for: report.sql)
            guard let region = try? db.makeStatement(sql: report.sql).databaseRegion else { return false }
            return columns.contains { table, names in
                [table, "\(table)_history"].contains {
                    region.isModified(byEventsOfKind: .update(tableName: $0, columnNames: names))
                }
            }
        }.map(\.name)
    }
}
