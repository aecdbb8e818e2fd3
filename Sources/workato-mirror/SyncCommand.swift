import ArgumentParser
import Catalog
import Foundation
import PartnerAPI
import Store
import Sync

/// `sync`: one run, or one after the other.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the mirror up to date: list everything, then publish it as one run.",
        discussion: """
            Credentials come from the environment: WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN.

            Examples:
              workato-mirror sync --region eu
              workato-mirror sync --db acme.db --only recipes,connections
              workato-mirror sync --plan
              workato-mirror sync --db audit.db --replay recorded-answers
              workato-mirror sync --every 1h --listen 127.0.0.1:9464

            Exit codes: 0 done · 65 an answer could not be interpreted (it is kept) · 69 API unreachable · \
            74 file · 75 partial, refused or another sync at work: try again · 77 credentials.
            """)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var polling: PollingOptions

    @Flag(help: "Send WORKATO_USER_EMAIL and WORKATO_USER_TOKEN as query parameters instead of headers.")
    var authInQuery = false

    @Option(help: ArgumentHelp("List only these, and what they are listed under.", valueName: "resource,…"))
    var only: String?

    @Flag(help: "Say what a run would ask, by resource, and how long it would take; then stop.")
    var plan = false

    @Option(help: ArgumentHelp("Sync from a folder of recorded answers, without any network.", valueName: "folder"))
    var replay: String?

    @Option(
        defaultAsFlag: "all",
        help: ArgumentHelp("Believe it when more is gone than the guard lets go: of any resource, or of these.", valueName: "resource,…"))
    var allowDeletes: String?

    func validate() throws {
        let known = Catalog.standard.resources.map(\.name)
        for (flag, names) in [("--only", names), ("--allow-deletes", deletable.subtracting(["all"]))] {
            for name in names where !known.contains(name) {
                throw ValidationError("\(flag): there is no resource '\(name)'. There are: \(known.joined(separator: ", ")).")
            }
        }
    }

    private var names: Set<String> { Set((only ?? "").split(separator: ",").map(String.init)) }
    private var deletable: Set<String> { Set((allowDeletes ?? "").split(separator: ",").map(String.init)) }

    func run() async throws {
        let settings = try await options.load(polling.flags)
        let account = try PartnerAccount(settings, authInQuery: authInQuery)
        var runOptions = SyncSettings(settings: settings).options(only: names, allowDeletes: deletable)
        if plan { return try await PlanCommand(settings: settings, account: account, options: runOptions).run() }
        let recording = try replay.map { try Recording(folder: $0) }
        runOptions.longestPages = try recording?.longestPages(in: .standard) ?? [:]
        let job = SyncJob(settings: settings, account: account, recording: recording, options: runOptions)
        if let interval = settings.every, !polling.once { return try await PollCommand(job: job, interval: interval).run() }
        try await runOnce(job)
    }

    private func runOnce(_ job: SyncJob) async throws {
        let result = try await StopSignal.stopping(
            by: { throw CancellationError() }, orAtLast: { Failure.stopped.end() },
            {
                try await job.run(watch: { known, requests in ProgressLine(expected: known, requests: requests).note })
            })
        ProgressLine.clear()
        let summary = SyncSummary(outcome: result.outcome, took: result.took, budgets: result.budgets, limits: job.account.limits)
        Terminal.say(summary.text)
        if let failure = summary.failure { throw failure }
    }
}
