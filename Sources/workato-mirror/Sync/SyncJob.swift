import Foundation
import PartnerAPI
import Settings
import Store
import Sync

/// One sync with all that the command line and the settings say: `sync` runs it once, `sync --every` again and again.
///
/// It opens the mirror, holds its lock, makes the client, and hands both to `SyncRun`.
struct SyncJob {
    let settings: Settings
    let account: PartnerAccount
    let recording: Recording?
    /// The folder to record every answer in.
    var recordsInto: String?
    let options: SyncRun.Options

    /// How a run came out, and how long it took.
    struct Result: Sendable {
        let outcome: SyncRun.Outcome
        let took: Duration
        /// What was used of each group's budget.
        let usage: [String: BudgetUsage]
    }

    /// Syncs once. It holds the lock for this run only, so that a sync can be started by hand between two runs of a poller.
    ///
    /// - Parameters:
    ///   - observe: is called for every try of a request.
    ///   - watch: gets the mirror as it is before the run, and returns what is called for every page.
    func run(
        observe: @escaping @Sendable (RequestEvent) -> Void = { _ in },
        watch: (MirrorDatabase, RequestCounter) throws -> @Sendable (ListedPage) -> Void = { _, _ in { _ in } }
    ) async throws -> Result {
        // This comes before the file is opened: a sync that cannot send requests must not leave a new file behind.
        if recording == nil { try account.way() }
        let lock = try SyncLock(for: settings.db)
        let mirror = try open()
        try requireNewer(mirror)
        let masking = try SyncSettings(settings: settings).masking(mirror)
        let recorder = try recordsInto.map { folder in
            try Recorder(folder: folder, base: account.base) { masking.recordable($2, method: $0, path: $1) }
        }
        let requests = RequestCounter()
        let report = try watch(mirror, requests)
        let started = ContinuousClock.now
        let before = await account.rateLimiter.usage
        // After its first run, this program's budgets know themselves what was spent.
        if before.isEmpty { try await account.recallSpent(from: mirror) }
        let note: @Sendable (RequestEvent) -> Void = { event in
            requests.note(event)
            observe(event)
        }
        let outcome = try await keepingSpent(in: mirror) {
            try await account.withClient(Self.clientOptions, of: recording, recorder: recorder, observe: note) { client in
                try await SyncRun(
                    mirror: mirror, client: client, requests: requests, options: options, masking: masking, now: clock,
                    report: report
                ).run()
            }
        }
        _ = consume lock
        let usage = await account.rateLimiter.usage.merging(before) { $0.since($1) }
        return Result(outcome: outcome, took: .now - started, usage: usage)
    }

    /// A run that replays a recording is dated by the time at which its answers came.
    private var clock: @Sendable () -> Date {
        guard let recording else { return { Date() } }
        return { recording.now }
    }

    /// Refuses a recording that is older than what the mirror has: it would be published as the newest state.
    private func requireNewer(_ mirror: MirrorDatabase) throws {
        guard let recording, let ended = try mirror.lastRunEnded(), recording.start.stamp <= ended else { return }
        throw Failure(
            "--replay: the recording begins at \(recording.start.stamp), and the last run in \(settings.db) ended at \(ended)",
            hint: "play it into a file of its own, with --db", code: .usage)
    }

    /// Stores what was spent, also if the run fails or is stopped.
    private func keepingSpent<Value>(in mirror: MirrorDatabase, _ run: () async throws -> Value) async throws -> Value {
        let value: Value
        do { value = try await run() } catch {
            // The run's own error is the one to report. An error of this step costs a few refused requests at worst.
            try? await account.keepSpent(in: mirror)
            throw error
        }
        try await account.keepSpent(in: mirror)
        return value
    }

    func open() throws -> MirrorDatabase {
        try MirrorDatabase.open(settings.db, account: (recording?.base ?? account.base).canonical)
    }

    private static var clientOptions: PartnerClient.Options {
        var options = PartnerClient.Options()
        options.connections = 96
        return options
    }
}
