import ArgumentParser
import Catalog
import Foundation
import PartnerAPI
import Store
import Sync
import UnixSignals

/// `sync`: one run.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the mirror up to date: list everything, then publish it as one run.",
        discussion: """
            Credentials come from the environment: WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN.

            Examples:
              workato-mirror sync --region eu
              workato-mirror sync --db acme.db --only recipes,connections

            Exit codes: 0 done · 65 an answer could not be interpreted (it is kept) · 69 API unreachable · \
            74 file · 75 partial, refused or another sync at work: try again · 77 credentials.
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var account: AccountOptions

    @Option(help: ArgumentHelp("List only these, and what they are listed under.", valueName: "resource,…"))
    var only: String?

    @Flag(help: "Believe it when more than a fifth of a resource is gone.")
    var allowDeletes = false

    func validate() throws {
        let known = Catalog.standard.resources.map(\.name)
        for name in names where !known.contains(name) {
            throw ValidationError("--only: there is no resource '\(name)'. There are: \(known.joined(separator: ", ")).")
        }
    }

    private var names: Set<String> { Set((only ?? "").split(separator: ",").map(String.init)) }

    func run() async throws {
        let base = try account.base()
        let credentials = try account.credentials()
        let budgets = try account.budgets()
        let lock = try SyncLock(for: database.path)
        let mirror = try Store.Mirror.open(database.path, account: base.canonical)
        let requests = RequestLog()
        let progress = ProgressLine(expected: try mirror.knownRecords(), requests: requests)
        let started = ContinuousClock.now
        let outcome = try await PartnerClient.with(
            base: base, credentials: credentials, budgets: budgets, options: clientOptions, observe: requests.note
        ) { client in
            let run = SyncRun(mirror: mirror, client: client, requests: requests, options: runOptions, report: progress.note)
            return try await stoppable { try await run.run() }
        }
        progress.clear()
        let summary = SyncSummary(outcome: outcome, took: .now - started, budgets: await budgets.usage)
        Terminal.say(summary.text)
        _ = consume lock
        if let failure = summary.failure { throw failure }
    }

    private var clientOptions: PartnerClient.Options {
        var options = PartnerClient.Options()
        options.version = Version.current
        options.connections = 96
        return options
    }

    private var runOptions: SyncRun.Options {
        var options = SyncRun.Options()
        options.only = names
        options.allowedDeletes = allowDeletes ? .all : .none
        options.toolVersion = Version.current
        return options
    }

    /// Runs until it is done, or until SIGINT or SIGTERM asks it to stop; a second signal ends the program at once.
    private func stoppable<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
                guard !Task.isCancelled else { return nil }
                for signal in [SIGINT, SIGTERM] { Foundation.signal(signal, SIG_DFL) }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw CancellationError() }
            return value
        }
    }
}
