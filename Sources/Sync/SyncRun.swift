import Catalog
import Foundation
import PartnerAPI
import Store

/// One run: list → stage → publish. A run that is stopped keeps what it has staged, and the next one goes on from there.
public struct SyncRun: Sendable {
    public struct Options: Sendable {
        /// Resources to list; all if empty.
        public var only: Set<String> = []
        /// Resources that are not listed, nor what is under them, unless they are named.
        public var disabled: Set<String> = []
        /// Resources that are listed although they are dear.
        public var optedIn: Set<String> = []
        /// How old a listing may be before it is read again, by resource; one that is not named is read in every run.
        public var intervals: [String: Duration] = [:]
        public var pickLists: [PickListChoice] = []
        /// A listing that failed is tried again after an hour, then four, then a day: for a poller. Otherwise every run tries all.
        public var leavesFailuresAlone = false
        /// Compares every record with its row, and puts right what something else has changed in the file.
        public var rechecks = false
        /// Whether an interrupted run is taken up: what it has listed is not asked for again.
        public var resumes = true
        /// The longest page of each resource, where that is known before the first one is asked for: of a recording.
        public var longestPages: [String: Int] = [:]
        public var allowedDeletes = AllowedDeletes.none
        public var deletionGuard = DeletionGuard()
        public var toolVersion = "dev"

        public init() {}
    }

    /// How a run came out.
    public struct Outcome: Sendable {
        public let run: PublishedRun
        public let requests: Int
        /// Scopes that an interrupted attempt had listed already.
        public let resumedScopes: Int
    }

    let mirror: MirrorDatabase
    let client: PartnerClient
    let requests: RequestCounter
    let options: Options
    let withholding: ColumnMasking
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// - Parameters:
    ///   - requests: what the client's observer notes its requests in.
    ///   - withholding: what is not to be kept as it is; by default the secrets that the catalog names.
    ///   - now: the clock that dates the run.
    ///   - report: is told of every page, for progress.
    public init(
        mirror: MirrorDatabase, client: PartnerClient, requests: RequestCounter, options: Options = Options(),
        withholding: ColumnMasking? = nil, now: @escaping @Sendable () -> Date = { Date() },
        report: @escaping @Sendable (ListedPage) -> Void = { _ in }
    ) {
        self.mirror = mirror
        self.client = client
        self.requests = requests
        self.options = options
        self.withholding = withholding ?? ColumnMasking(catalog: mirror.catalog)
        self.now = now
        self.report = report
    }

    /// Lists everything and publishes it.
    ///
    /// - Throws: `PartnerAPIError` if the API refuses the credentials or is out of reach, `StoreError` if the file cannot be written,
    ///   `CancellationError` if the task is cancelled. A scope that fails throws nothing: it is recorded, and the run ends `partial`.
    public func run() async throws -> Outcome {
        let start = now()
        let staging = try Staging.open(
            beside: mirror, now: start.stamp, yesterday: (start - 86_400).stamp, reading: withholding.identity,
            rechecks: options.rechecks, resumes: options.resumes)
        do {
            try await lineup(staging, startedAt: start).list()
            let report = RunReport(startedAt: staging.startedAt, finishedAt: now().stamp, toolVersion: options.toolVersion)
            let run = try await staging.publish(
                report, allowing: options.allowedDeletes, beyond: options.deletionGuard, requests: requests.total)
            return Outcome(run: run, requests: requests.total, resumedScopes: staging.resumedScopes)
        } catch {
            try? staging.close(keep: true)
            if let error = (error as? PartnerAPIError)?.cause, !Task.isCancelled {
                let report = RunReport(startedAt: start.stamp, finishedAt: now().stamp, toolVersion: options.toolVersion)
                try mirror.recordFailure(report, error: error.description, requests: requests.total)
            }
            throw Self.isCancellation(error) ? CancellationError() : error
        }
    }

    /// Each module has its own name for work that was stopped.
    private static func isCancellation(_ error: any Error) -> Bool {
        if case .cancelled? = (error as? PartnerAPIError)?.cause { return true }
        return error as? StoreError == .cancelled
    }

    private func lineup(_ staging: Staging, startedAt start: Date) throws -> SyncScheduler {
        let singles = ExistenceProbe(catalog: mirror.catalog, client: client, staging: staging, answering: ProbeableResources())
        let lister = ScopeLister(
            catalog: mirror.catalog, client: client, staging: staging, lengths: PageLengths(known: options.longestPages),
            outages: CircuitBreaker(), requests: requests, withholding: withholding, singles: singles, bounds: options.deletionGuard,
            knowsAccount: try mirror.knowsAccount(),
            leavesFailuresAlone: options.leavesFailuresAlone, now: now, report: report)
        let selection = Selection(options, of: mirror.catalog) { (start - Double($0.components.seconds)).stamp }
        return SyncScheduler(selection: selection, lister: lister)
    }
}
