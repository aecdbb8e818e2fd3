import ArgumentParser
import Foundation
import Reports
import Values

extension OutputFormat: ExpressibleByArgument {}

/// The flags that say in what format a result is written, and where.
struct ResultOptions: ParsableArguments, ResultTarget {
    @Option(help: "How to write the result. Default: as the output file's extension says, else table on a terminal, csv in a pipe.")
    var format: OutputFormat?

    @Option(name: .shortAndLong, help: "Write to this file. It appears when it is complete.")
    var output: String?

    @Flag(name: .customLong("csv-guard"), help: "Put ' before texts that a spreadsheet would take for a formula (csv and tsv).")
    var guardsFormulas = false
}
