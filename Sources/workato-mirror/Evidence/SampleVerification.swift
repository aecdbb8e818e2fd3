import ArgumentParser
import Foundation
import PartnerAPI
import Settings
import Store
import Sync
import Values

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

    /// How it works and what its sentence means, for the command's help.
    static let discussion = """
        --against-api draws objects at random, each as likely as any other, reads their listings again, and compares every cell as a \
        sync would. Counters and the usage of a month that is not over are left out: they grow. An object that differs has changed \
        since if the API's record has a later time than the mirror's row, and than the run that last read the listing (five minutes \
        are allowed between clocks); if the record has no time at all, it counts as differing, and is named apart.

        The bound is the exact one-sided one for a sample without replacement: Clopper and Pearson's (Biometrika 26, 1934) with the \
        hypergeometric distribution (Cochran, Sampling Techniques, 1977, 3.6). In at least 95 of 100 samples it is not below the true share. \
        Objects that have changed, are gone, or could not be asked for are counted apart. What is said of missing records is a count \
        over the listings that were read to their end, and no estimate.

        Exit codes: 0 nothing differs · 64 wrong command line or settings · 69 the API cannot be reached · 74 the mirror's file cannot \
        be used · 75 something differs, or there is nothing to compare yet · 77 wrong or missing credentials.
        """

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
        try mirror.requireUnredacted()
        try mirror.requireAccount(account.base.canonical)
        let masking = try SyncSettings(settings: settings).masking(mirror, makesKey: false)
        try await account.recallSpent(from: mirror)
        let requests = RequestCounter()
        let checkOptions = checkOptions
        Terminal.note("asking for \(checkOptions.size.grouped("object")), seed \(checkOptions.seed), as fast as the budgets allow")
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
