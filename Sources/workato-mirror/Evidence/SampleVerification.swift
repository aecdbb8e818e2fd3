import ArgumentParser
import Foundation
import PartnerAPI
import Settings
import Store
import Sync

/// The flags of `verify` that ask the API.
struct SampleOptions: ParsableArguments {
    @Flag(name: .customLong("against-api"), help: "Ask the API for a random sample of objects again, and compare cell by cell.")
    var againstAPI = false

    @Option(name: .customLong("sample"), help: ArgumentHelp("How many objects to ask for. Default: 200.", valueName: "number"))
    var size: Int?

    @Option(help: ArgumentHelp("Draw the same sample again. Default: a random number, which is printed.", valueName: "number"))
    var seed: UInt64?

    @Flag(help: "Send WORKATO_USER_EMAIL and WORKATO_USER_TOKEN as query parameters instead of headers.")
    var authInQuery = false

    func validate() throws {
        if !againstAPI, size != nil || seed != nil { throw ValidationError("--sample and --seed are for --against-api.") }
        if let size, size < 1 { throw ValidationError("--sample \(size): give a number of objects, from 1.") }
    }
}

/// `verify --against-api`: compares a random sample of the mirror's objects with the API. `verify` runs it after its own checks.
///
/// It writes nothing beside the mirror: not even what it has spent of the budgets, which the next sync finds out by itself.
struct SampleVerification {
    let settings: Settings
    let options: SampleOptions
    /// Allows plain HTTP to another machine.
    let allowsHTTP: Bool

    /// Asks, compares, and writes what was found.
    ///
    /// - Returns: whether nothing differs.
    func run(writing result: ResultOptions) async throws -> Bool {
        let report = try await check()
        try SampleOutput(report: report, path: settings.db).write(to: result)
        return !report.hasDifferences
    }

    /// How the program ends if something differs.
    static let differs = Failure(
        "the mirror differs from the API",
        hint: "sync and try again with the same --seed; if the same objects differ, `workato-mirror sync --recheck` puts them right",
        code: .tryAgain)

    private func check() async throws -> SampleReport {
        let account = try PartnerAccount(settings, authInQuery: options.authInQuery, allowsHTTP: allowsHTTP)
        try account.way()
        let mirror = try MirrorDatabase.reading(settings.db)
        try mirror.requireAccount(account.base.canonical)
        let masking = try SyncSettings(settings: settings).masking(mirror, makesKey: false)
        try await account.recallSpent(from: mirror)
        let requests = RequestCounter()
        let checkOptions = checkOptions
        do {
            return try await StopSignal.stopping(
                by: { throw CancellationError() }, orAtLast: { Self.stopped.end() },
                {
                    try await account.withClient(PartnerClient.Options(), observe: requests.note) { client in
                        try await SampleCheck(
                            mirror: mirror, client: client, requests: requests, options: checkOptions, masking: masking
                        ).run()
                    }
                })
        } catch is CancellationError {
            throw Self.stopped
        }
    }

    private var checkOptions: SampleCheck.Options {
        var check = SampleCheck.Options()
        check.size = options.size ?? check.size
        check.seed = options.seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
        check.run = SyncSettings(settings: settings).options(only: [], allowDeletes: [])
        return check
    }

    private static let stopped = Failure(
        "stopped before all objects were compared", hint: "run the same command again, with a smaller --sample if it takes too long",
        code: .tryAgain)
}
