import ArgumentParser
import Catalog
import Foundation
import PartnerAPI
import Store
import Sync

/// `sync`: makes one run, or with `--every` one run after the other.
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
              workato-mirror sync --recheck

            Exit codes: 0 success · 64 wrong command line or settings · 65 an answer could not be interpreted (it is kept) · \
            69 the API cannot be reached, or does not answer as expected · 74 the mirror's file, or another one, cannot be used · \
            75 the run is partial or refused, or another sync is running: try again · 77 wrong or missing credentials.
            """)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var polling: PollingOptions

    @Flag(help: "Send WORKATO_USER_EMAIL and WORKATO_USER_TOKEN as query parameters instead of headers.")
    var authInQuery = false

    @Option(help: ArgumentHelp("Sync only these resources, and those they are listed under.", valueName: "resource,…"))
    var only: String?

    @Flag(help: "Show what a run would ask for, by resource, and how long it would take; do not sync.")
    var plan = false

    @Option(help: ArgumentHelp("Sync from this folder of recorded answers, without any network.", valueName: "folder"))
    var replay: String?

    @Option(
        help: ArgumentHelp(
            "Record every answer in this folder for --replay, without secrets and withheld columns.", valueName: "folder"))
    var record: String?

    @Flag(help: "Compare every record with its row, restore what was changed in the file, and say what it was.")
    var recheck = false

    @Flag(help: "Print only what is wrong.")
    var quiet = false

    @Option(
        defaultAsFlag: "all",
        help: ArgumentHelp("Accept more deletions than the guard allows: of any resource, or of these.", valueName: "resource,…"))
    var allowDeletes: String?

    func validate() throws {
        if plan, recheck || record != nil { throw ValidationError("--plan asks nothing: leave --recheck and --record away.") }
        if replay != nil, record != nil { throw ValidationError("--replay asks nothing that could be recorded: leave --record away.") }
        if polling.every != nil, record != nil || replay != nil {
            throw ValidationError("--record and --replay are for one run: leave --every away.")
        }
        if let only, names.isEmpty { throw ValidationError("--only '\(only)' names no resource.") }
        if let allowDeletes, deletable.isEmpty { throw ValidationError("--allow-deletes '\(allowDeletes)' names no resource.") }
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
        try polling.check(settings)
        let account = try PartnerAccount(settings, authInQuery: authInQuery, allowsHTTP: options.allowHTTP)
        var runOptions = SyncSettings(settings: settings).options(only: names, allowDeletes: deletable)
        runOptions.rechecks = recheck
        // Such a run has to read everything itself.
        if recheck || record != nil { runOptions.intervals = [:] }
        runOptions.resumes = record == nil
        if plan { return try await PlanCommand(settings: settings, account: account, options: runOptions).run() }
        let recording = try replay.map { try Recording(folder: $0) }
        runOptions.longestPages = try recording?.longestPages(in: .standard) ?? [:]
        let job = SyncJob(settings: settings, account: account, recording: recording, recordsInto: record, options: runOptions)
        if let interval = settings.every, !polling.once, record == nil, replay == nil {
            return try await PollCommand(job: job, interval: interval, isQuiet: quiet).run()
        }
        try await runOnce(job)
    }

    private func runOnce(_ job: SyncJob) async throws {
        let result = try await StopSignal.stopping(
            by: { throw CancellationError() }, orAtLast: { Failure.stopped.end() },
            {
                try await job.run(watch: { mirror, requests in
                    guard !quiet, Terminal.isErrorTerminal else { return { _ in } }
                    let plan = try RunPlan(of: mirror, job.options, rateLimiter: job.account.rateLimiter, now: Date())
                    return ProgressLine(plan: plan, requests: requests).note
                })
            })
        ProgressLine.clear()
        let summary = SyncSummary(result, job: job)
        for line in quiet ? summary.troubles : [summary.text] { Terminal.say(line) }
        if let failure = summary.failure { throw failure }
    }
}
