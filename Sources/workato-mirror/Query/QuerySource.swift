import ArgumentParser
import Foundation
import Reports
import Values

/// The arguments that say what `query` runs: a report by name, or SQL from the command line, a file or stdin.
struct QuerySource: ParsableArguments {
    enum Question {
        case list(ReportCatalog)
        case describe(Report)
        /// At least one. Only reports can be several.
        case statements([QueryStatement])
    }

    @Argument(help: "A report's name, or - for SQL from stdin. Several reports make one workbook (xlsx).")
    var reports: [String] = []

    @Option(help: "One SELECT.")
    var sql: String?

    @Option(help: "A file with one SELECT; if it begins with '-- title:' it is a report with a header.")
    var file: String?

    @Option(name: .customLong("reports"), parsing: .singleValue, help: "A folder of your own reports; may be repeated.")
    var folders: [String] = []

    @Option(
        name: [.short, .customLong("param")], parsing: .singleValue,
        help: "A parameter as NAME=VALUE, or NAME:TYPE=VALUE (such as year:text=2026); may be repeated.")
    var parameters: [String] = []

    @Flag(help: "Show the report's question and parameters instead of running it.")
    var describe = false

    var isListing: Bool { reports.isEmpty && sql == nil && file == nil }

    func validate() throws {
        let sources = [reports.first, sql, file].compactMap(\.self)
        guard sources.count <= 1, reports.count <= 1 || !reports.contains("-") else {
            throw ValidationError("Give one of: a report's name, --sql, --file, or -.")
        }
        if describe, reports.count > 1 { throw ValidationError("--describe takes one report.") }
        if describe, isListing { throw ValidationError("--describe needs a report's name.") }
        if !parameters.isEmpty, isListing { throw ValidationError("-p needs a report or a query to run.") }
        _ = try givenParameters()
    }

    func givenParameters() throws -> GivenParameters { try GivenParameters(parameters) }

    func question() throws -> Question {
        if let sql { return try question(sql, from: "--sql") }
        if let file { return try question(ReportCatalog.text(ofFile: file), from: file) }
        guard !reports.isEmpty else { return .list(try ReportCatalog.saying(folders)) }
        if reports == ["-"] { return try question(standardInput(), from: "stdin") }
        let found = try self.found()
        return describe ? .describe(found[0]) : .statements(found.map(QueryStatement.report))
    }

    /// Without folders of the user's own, only the reports that are asked for are read.
    private func found() throws -> [Report] {
        guard !folders.isEmpty else { return try reports.map { name in try ReportCatalog.builtIn(named: name) } }
        let catalog = try ReportCatalog.saying(folders, except: Set(reports))
        return try reports.map { name in try catalog.report(named: name) }
    }

    private func question(_ text: String, from origin: String) throws -> Question {
        if let report = try Report(text: text, file: origin) { return describe ? .describe(report) : .statements([.report(report)]) }
        guard !describe else { throw ValidationError("\(origin): --describe needs a report with a header, which begins with '-- title:'.") }
        return .statements([.sql(text, file: sql == nil ? origin : nil)])
    }

    private func standardInput() throws -> String {
        guard let text = ReportCatalog.text(in: try StandardInput.read()) else {
            throw ReportsError.unreadable(path: "stdin", reason: "it is not UTF-8")
        }
        return text
    }
}

extension ReportCatalog {
    /// Reads the reports, and says on stderr which files of the folders are not reports.
    ///
    /// - Parameter names: the reports that are asked for. If one of them cannot be used, `report(named:)` throws the reason.
    static func saying(_ folders: [String], except names: Set<String> = []) throws(ReportsError) -> ReportCatalog {
        let catalog = try load(folders: folders)
        for unusable in catalog.unusable where !names.contains(unusable.name) {
            Terminal.say("workato-mirror: left out: \(unusable.error)")
        }
        return catalog
    }
}
