import ArgumentParser
import Foundation
import Pages
import Reports

/// Runs the statements of `query`, and writes the answer in the format that was asked for.
struct QueryOutput {
    let run: QueryRun
    let target: QueryResultOptions
    let given: GivenParameters

    func text(of statement: QueryStatement) throws {
        try target.write(mirror: run.path) { writer in try statement.run(on: run.reader(), given: given, into: writer).rows }
    }

    func picture(of statement: QueryStatement) throws {
        guard let report = statement.report else { throw ReportsError.noChart(subject: "SQL without a header", reason: nil) }
        try refuseGuard()
        let picture = try ChartPage(report)
        let answer = try statement.run(on: run.reader(), given: given, into: picture)
        try target.withOutput(mirror: run.path) { output in try picture.write(to: output, answer: answer) }
    }

    func page(of statement: QueryStatement) throws {
        try refuseGuard()
        let remarks = ToldRemarks()
        let page = try ReportPage(statement.report, folder: FileManager.default.temporaryDirectory.path)
        let answer = try statement.run(on: run.reader(remarks), given: given, into: page)
        try target.withOutput(mirror: run.path) { output in
            try page.write(
                to: output, answer: answer, statement: statement.sql, given: given.values, isPast: run.asOf != nil, remarks: remarks.all)
        }
    }

    func workbook(of statements: [QueryStatement]) throws {
        try refuseGuard()
        try target.withOutput(mirror: run.path) { output in
            try WorkbookOutput(run: run, given: given).write(statements, to: output)
        }
    }

    private func refuseGuard() throws {
        guard !target.guardsFormulas else { throw ValidationError("--csv-guard is for csv and tsv.") }
    }
}
