import Catalog
import Foundation
import PartnerAPI
import Store
import Synchronization

/// One run: list → stage → publish. The commands and the poller make one and call `run`; it asks the API, and writes the mirror and its
/// side file. A run that is stopped keeps what it has staged, and the next run continues from there.
public struct SyncRun: Sendable {
    public struct Options: Sendable {
        /// Resources to list; all if empty.
        public var only: Set<String> = []
        /// Resources that are not listed unless they are named in `only`; what is listed under them isn't either.
        public var disabled: Set<String> = []
        /// Resources that cost many requests, and are listed because the configuration asks for them.
        public var optedIn: Set<String> = []
        /// How old a listing may be before it is read again, by resource. A resource that isn't named here is read in every run.
        public var intervals: [String: Duration] = [:]
        public var pickLists: [PickListChoice] = []
        /// For a poller: a listing that failed is tried again after an hour, then four, then a day. Otherwise every run tries all.
        public var leavesFailuresAlone = false
        /// Compares every record with its row, and repairs what something else has changed in the file.
        public var rechecks = false
        /// Whether to continue an interrupted run: what it has listed is not asked for again.
        public var resumes = true
        /// The longest page of each resource, if it is known before the run: a recording knows it.
        public var longestPages: [String: Int] = [:]
        public var allowedDeletes = AllowedDeletes.none
        public var deletionGuard = DeletionGuard()
        public var toolVersion = "dev"

        public init() {}
    }

    /// What a run has done.
    public struct Outcome: Sendable {
        public let run: PublishedRun
        public let requests: Int
        /// How many scopes an interrupted attempt had listed already.
        public let resumedScopes: Int
    }

    let mirror: MirrorDatabase
    let client: PartnerClient
    let requests: RequestCounter
    let options: Options
    let masking: ColumnMasking
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// - Parameters:
    ///   - requests: counts the requests of the client, which must have `requests.note` as its observer.
    ///   - masking: which values must not be kept as they are; by default the secrets that the catalog names.
    ///   - now: the clock that dates the run.
    ///   - report: is called for every page, for showing progress.
    public init(
        mirror: MirrorDatabase, client: PartnerClient, requests: RequestCounter, options: Options = Options(),
        masking: ColumnMasking? = nil, now: @escaping @Sendable () -> Date = { Date() },
        report: @escaping @Sendable (ListedPage) -> Void = { _ in }
    ) {
        self.mirror = mirror
        self.client = client
        self.requests = requests
        self.options = options
        self.masking = masking ?? ColumnMasking(catalog: mirror.catalog)
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
            beside: mirror, now: start.stamp, yesterday: (start - 86_400).stamp, reading: masking.identity,
            rechecks: options.rechecks, resumes: options.resumes)
        do {
            try await scheduler(staging, startedAt: start).list()
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
    static func isCancellation(_ error: any Error) -> Bool {
        if case .cancelled? = (error as? PartnerAPIError)?.cause { return true }
        return error as? StoreError == .cancelled
    }

    private func scheduler(_ staging: Staging, startedAt start: Date) throws -> SyncScheduler {
        let lister = ScopeLister(
            catalog: mirror.catalog, client: client, staging: staging, lengths: PageLengths(known: options.longestPages),
            breaker: CircuitBreaker(), masking: masking, probeable: ProbeableResources(), bounds: options.deletionGuard,
            knowsAccount: try mirror.knowsAccount(), leavesFailuresAlone: options.leavesFailuresAlone, now: now, report: report)
        let selection = Selection(options, of: mirror.catalog) { (start - Double($0.components.seconds)).stamp }
        return SyncScheduler(selection: selection, lister: lister)
    }
}

/// A page that has been listed, for showing progress.
public struct ListedPage: Sendable {
    public let resource: String
    public let records: Int
}

/// Counts requests as they are sent, every try as one. A run has one for all its requests, and each scope has one for its own.
public final class RequestCounter: Sendable {
    private let count = Mutex(0)

    public init() {}

    public var total: Int { count.withLock { $0 } }

    /// An observer for a client.
    @Sendable public func note(_ event: RequestEvent) { count.withLock { $0 += 1 } }
}
