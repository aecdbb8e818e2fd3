import ArgumentParser
import Billing
import Foundation

/// `billing`: lists the months, or looks at one, closes it, and exports it.
struct BillingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "billing",
        abstract: "Close months, so that a bill never changes, and export them.",
        discussion: """
            Without a subcommand it lists the months: which are closed, which can be closed, and what the others wait for.

            A closed month never changes. What is learned about it later becomes a correction in the next close.

            Examples:
              workato-mirror billing
              workato-mirror billing preview last month
              workato-mirror billing close 2026-10 --time-zone America/Los_Angeles
              workato-mirror billing export 2026-10 --output invoices/2026-10
            """,
        subcommands: [
            BillingListCommand.self, BillingPreviewCommand.self, BillingCloseCommand.self, BillingShowCommand.self,
            BillingExportCommand.self,
        ],
        // Options of a command with subcommands would hide those of the same name in a subcommand.
        defaultSubcommand: BillingListCommand.self)
}

/// `billing list`, or just `billing`: lists the months.
struct BillingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the months: closed, closable, and what the others wait for.",
        discussion: """
            It is what `billing` alone does.

            Example:
              workato-mirror billing list --time-zone America/Los_Angeles
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var terms: CloseTermsOptions
    @OptionGroup var result: ResultOptions

    func run() async throws {
        let settings = try await database.settings()
        let months = try Billing(path: settings.db).months(on: terms.terms(settings), now: Date())
        try MonthListOutput(months: months).write(to: result, mirror: settings.db)
    }
}

/// `billing preview`: shows what a close would freeze now.
struct BillingPreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show what a close of a month would freeze now, and what is worth checking. It writes nothing.",
        discussion: """
            Example:
              workato-mirror billing preview 2026-10 --prices prices.csv
            """)

    @OptionGroup var month: MonthArgument
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var terms: CloseTermsOptions
    @OptionGroup var result: ResultOptions

    func run() async throws {
        let settings = try await database.settings()
        try Billing(path: settings.db).preview(month.text, on: terms.terms(settings), now: Date()) { view in
            try MonthOutput(view: view).write(to: result, mirror: settings.db)
        }
    }
}

/// `billing close`: closes a month.
struct BillingCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a month: freeze its figures, corrections, prices and files.",
        discussion: """
            It needs a month that is over, a grace period that is over, and a sync after that. Months close in order.

            Examples:
              workato-mirror billing close last month
              workato-mirror billing close 2026-10 --prices prices.csv
            """)

    @OptionGroup var month: MonthArgument
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var terms: CloseTermsOptions

    func run() async throws {
        let settings = try await database.settings()
        let close = MonthClose(
            path: settings.db, terms: try terms.terms(settings), letterhead: BillingLetterhead(settings), toolVersion: Version.current)
        let outcome = try close(month.text, now: Date())
        try StandardOutput.write(CloseSummary(outcome: outcome).text)
        if settings.billing.issuer == nil {
            Terminal.say("note: the settings name no issuer (billing: {issuer: …}), so the statement has no letterhead")
        }
    }
}

/// `billing show`: shows a closed month.
struct BillingShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a closed month: its lines, corrections and checks.",
        discussion: """
            Example:
              workato-mirror billing show 2026-10 --format json
            """)

    @OptionGroup var month: MonthArgument
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var result: ResultOptions

    func run() async throws {
        let path = try await database.path()
        try Billing(path: path).show(month.text, now: Date()) { view in try MonthOutput(view: view).write(to: result, mirror: path) }
    }
}

/// `billing export`: writes a closed month as files.
struct BillingExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a closed month as files, the same bytes every time.",
        discussion: """
            The files were made when the month was closed: nothing depends on when, where or with which settings they are exported.

            Example:
              workato-mirror billing export 2026-10 --output invoices/2026-10
            """)

    @OptionGroup var month: MonthArgument
    @OptionGroup var database: DatabaseOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder. It must not be there yet, or be an earlier export of the month.", valueName: "folder"))
    var output: String

    func validate() throws {
        // An empty name would be the working directory.
        guard !output.isEmpty else { throw ValidationError("Name the folder that --output means.") }
    }

    func run() async throws {
        let outcome = try MonthExport(path: try await database.path())(month.text, to: output, now: Date())
        guard !outcome.wasThere else { return Terminal.say("\(output) is there already, with the same \(outcome.files.count) files") }
        try StandardOutput.write(outcome.files.map { "\(output.hasSuffix("/") ? String(output.dropLast()) : output)/\($0)\n" }.joined())
    }
}
