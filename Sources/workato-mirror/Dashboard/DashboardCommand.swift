import ArgumentParser
import Foundation
import Pages
import Reports
import Settings

/// `dashboard`: writes one page with the figures, pictures and tables of a partner's Monday morning.
struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Write one page: how much was used, who is near a limit, what fails, who came and went.",
        discussion: """
            Examples:
              workato-mirror dashboard --output monday.html
              workato-mirror dashboard --output then.html --as-of 1
              workato-mirror dashboard recipes-stopped --output stopped.html
              workato-mirror dashboard --require-fresh 24h --output monday.html

            The page is one file, without scripts, and loads nothing. All of it is from one run, whose time is its clock: an equal \
            mirror makes an equal page. Without names, the file dashboard.yaml of the working directory chooses the reports; \
            without that file, the program does.
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var freshness: FreshnessOptions

    @Argument(help: "The reports to show. Default: those of dashboard.yaml, or the program's own choice.")
    var reports: [String] = []

    @Option(
        name: .customLong("reports"), parsing: .singleValue,
        help: ArgumentHelp("A folder of your own reports; may be repeated. Default: those of the settings.", valueName: "folder"))
    var folders: [String] = []

    @Option(
        name: [.short, .customLong("param")], parsing: .singleValue,
        help: "A parameter as NAME=VALUE, for the whole page: reports that lack it are left out; may be repeated.")
    var parameters: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: "Show the mirror as it was after a run (its number, or latest), or at a time or date (or yesterday).")
    var asOf: String?

    @Option(name: .shortAndLong, help: "Write to this file. It appears when it is complete. Default: stdout.")
    var output: String?

    @Option(help: ArgumentHelp("Stop a query (exit code 75) after this many seconds, or a duration such as 15m.", valueName: "duration"))
    var timeout: String?

    func validate() throws {
        if output == nil, Terminal.isInteractive { throw ValidationError("A dashboard is a page: give --output FILE.html, or a pipe.") }
        if let output, let format = try? QueryFormat(extensionOf: output), format != .html {
            throw ValidationError("A dashboard is a page: give --output FILE.html.")
        }
        if let timeout, !Settings.isTimeout(timeout) {
            throw ValidationError("--timeout is a number of seconds, 1 or more, or a duration such as 90s or 15m.")
        }
        _ = try GivenParameters(parameters)
    }

    func run() async throws {
        let settings = try await database.settings(timeout.map { [.timeout: $0] } ?? [:])
        let catalog = try ReportCatalog.saying(folders.isEmpty ? settings.dashboard.reports : folders, except: Set(reports))
        let layout = reports.isEmpty ? try DashboardOutput.layout() : DashboardLayout(reports: reports)
        let asOf = asOf.map { AsOfResolver.absolute($0, now: Date()) }
        try freshness.check(settings, asOf: asOf)
        let dashboard = DashboardOutput(
            run: QueryRun(command: settings, asOf: asOf), layout: layout, catalog: catalog, given: try GivenParameters(parameters))
        let html = try dashboard.html(warn: Terminal.warn)
        let destination = try Destination(output, mirror: settings.db)
        do { try destination.output.append(html) } catch { throw destination.giveUp(error) }
        try destination.finish()
    }
}
