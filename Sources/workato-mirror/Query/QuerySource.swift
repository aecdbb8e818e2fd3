import ArgumentParser
import Foundation
import Reports
import Values

/// The arguments that say what `query` runs: a report by name, or SQL from the command line, a file or stdin.
struct QuerySource: ParsableArguments {
    enum Question {
        case list(ReportCatalog)
        case describe(Report)
        case report(Report)
        /// `file` is where it was read from; nil for the command line.
        case sql(String, file: String?)
    }

    @Argument(help: "A report's name, or - for SQL from stdin.")
    var report: String?

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

    var isListing: Bool { report == nil && sql == nil && file == nil }

    func validate() throws {
        let sources = [report, sql, file].compactMap(\.self)
        guard sources.count <= 1 else { throw ValidationError("Give one of: a report's name, --sql, --file, or -.") }
        if describe, isListing { throw ValidationError("--describe needs a report's name.") }
        if !parameters.isEmpty, isListing { throw ValidationError("-p needs a report or a query to run.") }
        _ = try givenParameters()
    }

    /// What `-p` gives: values by name, and the types of those that were given with one.
    struct Given {
        var values: [String: String] = [:]
        var types: [String: ParameterType] = [:]
    }

    func givenParameters() throws -> Given {
        var given = Given()
        for text in parameters {
            let halves = text.parts(between: "=", maxSplits: 1)
            let parts = halves[0].parts(between: ":", maxSplits: 1)
            guard halves.count == 2, !parts[0].isEmpty else { throw ValidationError("-p takes NAME=VALUE, or NAME:TYPE=VALUE.") }
            guard given.values.updateValue(halves[1], forKey: parts[0]) == nil else {
                throw ValidationError("-p \(parts[0]) is given twice.")
            }
            if parts.count == 2 { given.types[parts[0]] = try type(parts[1]) }
        }
        return given
    }

    private func type(_ name: String) throws -> ParameterType {
        if let type = ParameterType(rawValue: name) { return type }
        let known = ParameterType.allCases.map(\.rawValue)
        let meant = Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
        throw ValidationError("-p: unknown type '\(name)': \(meant ?? "there are \(known.joined(separator: ", "))")")
    }

    func question() throws -> Question {
        if let sql { return try question(sql, from: "--sql") }
        if let file { return try question(ReportCatalog.text(ofFile: file), from: file) }
        guard let report else { return .list(try ReportCatalog.saying(folders)) }
        if report == "-" { return try question(standardInput(), from: "stdin") }
        return asked(try ReportCatalog.saying(folders, except: report).report(named: report))
    }

    private func question(_ text: String, from origin: String) throws -> Question {
        if let report = try Report(text: text, file: origin) { return asked(report) }
        guard !describe else { throw ValidationError("\(origin): --describe needs a report with a header, which begins with '-- title:'.") }
        return .sql(text, file: sql == nil ? origin : nil)
    }

    private func asked(_ report: Report) -> Question { describe ? .describe(report) : .report(report) }

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
    /// - Parameter name: the report that is asked for. If that one cannot be used, `report(named:)` throws the reason.
    static func saying(_ folders: [String], except name: String? = nil) throws(ReportsError) -> ReportCatalog {
        let catalog = try load(folders: folders)
        for unusable in catalog.unusable where unusable.name != name { Terminal.say("workato-mirror: left out: \(unusable.error)") }
        return catalog
    }
}
