import ArgumentParser
import Reports

/// The flags that say in what format the answer of a query is written, and where.
struct QueryResultOptions: ParsableArguments, ResultTarget {
    @Option(
        name: .customLong("format"),
        help: "How to write the answer. Default: as the output file's extension says, else table on a terminal, csv in a pipe.")
    var queryFormat: QueryFormat?

    @Option(name: .shortAndLong, help: "Write to this file. It appears when it is complete.")
    var output: String?

    @Flag(name: .customLong("csv-guard"), help: "Put ' before texts that a spreadsheet would take for a formula (csv and tsv).")
    var guardsFormulas = false

    var format: OutputFormat? { queryFormat?.text }

    func validate() throws {
        if queryFormat == .xlsx, output == nil, Terminal.isInteractive {
            throw ValidationError("A workbook is no text: give --output FILE.xlsx, or a pipe.")
        }
    }

    /// What the answer is written in.
    func chosenQueryFormat() throws -> QueryFormat {
        if let queryFormat { return queryFormat }
        if let output { return try QueryFormat(extensionOf: output) }
        return Terminal.isInteractive ? .table : .csv
    }
}
