import Foundation
import Reports
import Spreadsheets
import Store
import Streams
import Values

/// Writes the answers of a query as a workbook: a sheet for each statement, and behind them a sheet that says what each is about.
struct WorkbookOutput {
    private static let file = "book.xlsx"

    let run: QueryRun
    let given: GivenParameters

    func write(_ statements: [QueryStatement], to output: BufferedOutput) throws {
        // The library writes files by their names. The finished file goes where the output goes, which may be a pipe.
        try TemporaryFolder.with(in: FileManager.default.temporaryDirectory.path) { folder in
            for attempt in 1... {
                if try makeBook(of: statements, at: "\(folder.path)/\(Self.file)") { break }
                guard attempt < 3 else {
                    throw Failure(
                        "the mirror has changed while the workbook was made, three times in a row",
                        hint: "try again when the sync has ended", code: .tryAgain)
                }
            }
            try folder.read(Self.file) { bytes in
                try run.checkCancellation()
                try output.append(bytes)
            }
        }
    }

    /// - Returns: false if a sync has published between two sheets.
    private func makeBook(of statements: [QueryStatement], at path: String) throws -> Bool {
        let moment = try AsOfRun(run.asOf ?? "latest", in: run.path)
        let title = statements.count == 1 ? statements[0].report?.title ?? "Query" : "Reports"
        let book = try Workbook(path: path, title: title, created: Int64(moment.at.timeIntervalSince1970.rounded(.down)))
        var notes: [[(label: String, value: StoredValue)]] = []
        for statement in statements {
            guard let lines = try sheet(of: statement, in: book, isAlone: statements.count == 1, of: moment) else { return false }
            notes.append(lines)
        }
        try book.addNotes(named: "About", notes)
        try run.checkCancellation()
        try book.close()
        return true
    }

    /// - Returns: what the last sheet says about it; nil if it is of another run.
    private func sheet(
        of statement: QueryStatement, in book: Workbook, isAlone: Bool, of moment: AsOfRun
    ) throws -> [(label: String, value: StoredValue)]? {
        let remarks = ToldRemarks()
        // With several reports, a parameter is for those that have it.
        let given = isAlone ? given : statement.report.map(given.of) ?? given
        let writer = SheetWriter(book, name: statement.report?.name ?? "query")
        let answer = try statement.run(on: run.reader(remarks), given: given, into: writer)
        guard answer.run?.run == moment.run else { return nil }
        return about(statement, answer, given, writer, remarks.all)
            + [
                ("Rows", .integer(Int64(answer.rows))), ("Run", .integer(moment.run)), ("State", .text(moment.state.rawValue)),
                (run.asOf == nil ? "Taken" : "As of", .text(moment.stamp)),
            ]
    }

    private func about(
        _ statement: QueryStatement, _ answer: QueryAnswer, _ given: GivenParameters, _ writer: SheetWriter, _ remarks: [String]
    ) -> [(label: String, value: StoredValue)] {
        var lines: [(String, String)] = [("Sheet", writer.name)]
        if let report = statement.report {
            lines += [("Report", report.name), ("Title", report.title), ("Question", report.asks)]
            if let why = report.why { lines.append(("Why", why)) }
            lines += report.parameterTexts(of: answer, given: given.values).map { ("Parameter \($0.name)", $0.text) }
        } else {
            lines.append(("SQL", statement.sql))
            lines += given.values.sorted { $0.key < $1.key }.map { ("Parameter \($0.key)", $0.value) }
        }
        lines += remarks.map { ("Note", $0) }
        if writer.cutCells > 0 { lines.append(("Note", Self.cut(writer.cutCells))) }
        return lines.map { ($0.0, .text($0.1)) }
    }

    private static func cut(_ count: Int) -> String {
        let told = "\(count.grouped("cell")) had more text than a spreadsheet takes, and \(count == 1 ? "is" : "are") cut"
        Terminal.warn(told)
        return told
    }
}

/// Writes a result as a sheet of a workbook.
private final class SheetWriter: ResultWriter {
    private let book: Workbook
    private let wanted: String
    private var sheet: Sheet?

    init(_ book: Workbook, name: String) { (self.book, wanted) = (book, name) }

    /// The sheet's name, which may differ from the report's.
    var name: String { sheet?.name ?? wanted }

    /// How many cells are cut.
    var cutCells: Int { sheet?.cutCells ?? 0 }

    func begin(columns: [String]) throws(ReportsError) {
        try saying { () throws(SpreadsheetError) in sheet = try book.addSheet(named: wanted, columns: columns) }
    }

    func row(_ cells: [StoredValue]) throws(ReportsError) {
        try saying { () throws(SpreadsheetError) in try sheet?.append(cells) }
    }

    func end() throws(ReportsError) {
        try saying { () throws(SpreadsheetError) in try sheet?.end() }
    }

    private func saying(_ body: () throws(SpreadsheetError) -> Void) throws(ReportsError) {
        do { try body() } catch { throw .format(problem: error.description, hint: error.hint, exitCode: error.exitCode) }
    }
}
