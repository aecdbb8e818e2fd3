import ArgumentParser
import Foundation
import Reports
import Values

/// What says in which format of text a result is written, and where.
protocol ResultTarget {
    /// Nil if nobody has said one.
    var format: OutputFormat? { get }
    /// The file to write; nil for stdout.
    var output: String? { get }
    /// Whether `'` is put before texts that a spreadsheet would take for a formula.
    var guardsFormulas: Bool { get }
}

/// What all results say on stderr.
enum ResultOutput {
    static func tellOmitted(_ columns: [String]) {
        let told = "no room for the columns \(columns.joined(separator: ", ")): --format line shows all, COLUMNS says how wide"
        Terminal.say(VisibleText.wrapped("workato-mirror: \(told)", to: 80).joined(separator: "\n"))
    }
}

extension ResultTarget {
    /// Calls `run` with a writer.
    ///
    /// - Parameters:
    ///   - nested: columns whose texts are JSON; json and jsonl write them as JSON, not as strings.
    ///   - run: returns the number of rows, for the footer of a table.
    func write(mirror: String, nested: Set<String> = [], _ run: (any ResultWriter) throws -> Int) throws {
        let format = try chosenFormat()
        if guardsFormulas, format != .csv, format != .tsv { throw ValidationError("--csv-guard is for csv and tsv.") }
        try withOutput(mirror: mirror) { target in
            let width = output == nil ? Terminal.width : nil
            let writer = format.writer(
                to: target, width: width, guardsFormulas: guardsFormulas, nested: nested, omitted: ResultOutput.tellOmitted)
            let rows = try run(writer)
            guard [.table, .line].contains(format), output == nil else { return }
            // Without this, a table without rows looks like a table that is still to come.
            if rows == 0 { Terminal.say("no rows") } else { Terminal.note(rows == 1 ? "1 row" : "\(rows) rows") }
        }
    }

    /// Calls `body` for text instead of a table. Text in a file is neither cut nor coloured.
    func writeText(mirror: String, _ body: (BufferedOutput, TextStyle) throws -> Void) throws {
        guard !guardsFormulas else { throw ValidationError("--csv-guard is for csv and tsv.") }
        try withOutput(mirror: mirror) { try body($0, output == nil ? Terminal.style : TextStyle(width: nil)) }
    }

    /// Calls `body` with stdout, or with a file that appears when it is complete.
    func withOutput(mirror: String, _ body: (BufferedOutput) throws -> Void) throws {
        let destination = try Destination(output, mirror: mirror)
        do { try body(destination.output) } catch { throw destination.giveUp(error) }
        try destination.finish()
    }

    /// Writes a text that is not a result with rows.
    func write(text: String, mirror: String) throws {
        try withOutput(mirror: mirror) { try $0.append(text) }
    }

    func chosenFormat() throws -> OutputFormat {
        if let format { return format }
        if let output { return try OutputFormat(extensionOf: output) }
        return Terminal.isInteractive ? .table : .csv
    }
}

extension ResultTarget {
    /// Lists the reports: as text, or as data if a format or a file is given.
    func write(listing catalog: ReportCatalog) throws {
        let rows = catalog.reports.map { report -> [StoredValue] in
            [report.name, report.title, report.asks, report.parameters.map(\.name).joined(separator: " "), report.file]
                .map { .text(VisibleText.escaped($0)) }
        }
        try write(rows, of: ["name", "title", "asks", "parameters", "file"]) {
            catalog.reports.map { report in
                let name = VisibleText.escaped(report.name)
                return "\(name)\n\(Terminal.wrapped(report.title, indent: 4))\n\(Terminal.wrapped(report.asks, indent: 4))\n"
            }.joined(separator: "\n")
        }
    }

    /// Describes a report with its parameters: as text, or as data if a format or a file is given.
    func write(description report: Report) throws {
        let rows = report.parameters.map { [$0.name, $0.typeDescription, $0.defaultDescription, $0.description].map(StoredValue.text) }
        try write(rows, of: ["parameter", "type", "default", "description"]) {
            let parameters = report.parameters.map {
                "  -p \($0.name)=…  (\($0.typeDescription), \($0.defaultDescription))\n\(Terminal.wrapped($0.description, indent: 6))\n"
            }
            let why = report.why.map { Terminal.wrapped($0, indent: 2) + "\n" } ?? ""
            return
                "\(VisibleText.escaped(report.name)): \(report.title)\n\(Terminal.wrapped(report.asks, indent: 2))\n\(why)\n\(parameters.joined())"
        }
    }

    private func write(_ rows: [[StoredValue]], of columns: [String], orText text: () -> String) throws {
        guard format == nil, output == nil else {
            return try write(mirror: "") { writer throws(ReportsError) in
                var writer = writer
                try writer.begin(columns: columns)
                for row in rows { try writer.row(row) }
                try writer.end()
                return rows.count
            }
        }
        try StandardOutput.write(text())
    }
}
