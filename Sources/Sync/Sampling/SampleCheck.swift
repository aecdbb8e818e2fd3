import Catalog
import Foundation
import PartnerAPI
import Store

/// Asks the API for a random sample of a mirror's objects again, and compares cell by cell: draw → list → stage → compare.
///
/// The mirror is only read. What the API answers lies in a file of its own, in a private temporary folder, until the comparison is done.
public struct SampleCheck: Sendable {
    public struct Options: Sendable {
        /// How many objects are drawn; all if the mirror has no more.
        public var size = 200
        /// The same seed draws the same objects from the same mirror.
        public var seed: UInt64 = 0
        /// How many listings are drawn and read to their end, besides those that have drawn objects: they may show what the mirror lacks.
        public var listings = 10
        /// What the mirror has: of resources that are not listed, no object is drawn.
        public var run = SyncRun.Options()

        public init() {}
    }

    let mirror: MirrorDatabase
    let client: PartnerClient
    let requests: RequestCounter
    let options: Options
    let masking: ColumnMasking
    let now: @Sendable () -> Date
    let report: @Sendable (ListedPage) -> Void

    /// - Parameters:
    ///   - mirror: opened for reading, and of the client's account: see `MirrorDatabase.requireAccount`.
    ///   - requests: counts the requests of the client, which must have `requests.note` as its observer.
    ///   - masking: how the mirror's values are withheld.
    ///   - report: is called for every page, for showing progress.
    public init(
        mirror: MirrorDatabase, client: PartnerClient, requests: RequestCounter, options: Options, masking: ColumnMasking? = nil,
        now: @escaping @Sendable () -> Date = { Date() }, report: @escaping @Sendable (ListedPage) -> Void = { _ in }
    ) {
        self.mirror = mirror
        self.client = client
        self.requests = requests
        self.options = options
        self.masking = masking ?? ColumnMasking(catalog: mirror.catalog)
        self.now = now
        self.report = report
    }

    /// Draws, asks and compares.
    ///
    /// - Throws: `PartnerAPIError` if the API refuses the credentials or is out of reach, `StoreError` if the mirror has no run or is out of date,
    ///   `CancellationError` if the task is cancelled. A listing that fails throws nothing: its objects are not comparable.
    public func run() async throws -> SampleReport {
        let (sample, whole) = try draw()
        let folder = FileManager.default.temporaryDirectory.appending(path: "workato-mirror-verify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let answers = try mirror.fileForAnswers(at: folder.appending(path: "answers.db").path, account: client.base.canonical)
        let partial = try await ask(for: sample, whole, into: answers)
        try Task.checkCancellation()
        return try compare(sample, whole, partial, with: answers)
    }

    private func draw() throws -> (DrawnSample, whole: Set<Scope>) {
        let resources = Selection(options.run, of: mirror.catalog) { _ in "" }.resources
        var random = SeededRandom(seed: options.seed)
        let sample = try mirror.draw(from: resources) { random.places(options.size, of: $0) }
        return (sample, Set(try mirror.drawListings(of: resources) { random.places(options.listings, of: $0) }))
    }

    private func ask(for sample: DrawnSample, _ whole: Set<Scope>, into answers: MirrorDatabase) async throws -> Set<Scope> {
        let start = now()
        let staging = try Staging.open(
            beside: answers, now: start.stamp, yesterday: (start - 86_400).stamp, reading: masking.identity, resumes: false)
        let lister = ScopeLister(
            catalog: mirror.catalog, client: client, staging: staging, lengths: PageLengths(), breaker: CircuitBreaker(),
            masking: masking, probeable: ProbeableResources(), bounds: options.run.deletionGuard, knowsAccount: try mirror.knowsAccount(),
            leavesFailuresAlone: false, now: now, report: report)
        do {
            let partial = try await SampleQuestions(lister: lister, mirror: mirror, whole: whole)
                .ask(Dictionary(grouping: sample.objects, by: \.scope))
            let report = RunReport(startedAt: start.stamp, finishedAt: now().stamp, toolVersion: options.run.toolVersion)
            _ = try await staging.publish(report, allowing: .all, requests: requests.total)
            return partial
        } catch {
            try? staging.close(keep: false)
            throw SyncRun.isCancellation(error) ? CancellationError() : error
        }
    }

    private func compare(
        _ sample: DrawnSample, _ whole: Set<Scope>, _ partial: Set<Scope>, with answers: MirrorDatabase
    ) throws -> SampleReport {
        let comparison = try MirrorComparison(of: mirror, with: answers)
        var report = SampleReport(seed: options.seed, population: sample.population, requests: requests.total)
        for (scope, objects) in Dictionary(grouping: sample.objects, by: \.scope) {
            let judge = try SampleJudge(scope, mirror: mirror, answers: answers, now: now())
            try Task.checkCancellation()
            for object in objects {
                report.add(judge.outcome(of: object, try comparison.difference(of: object)), of: object, in: mirror.catalog)
            }
        }
        for scope in whole.union(sample.objects.map(\.scope)).subtracting(partial) {
            let judge = try SampleJudge(scope, mirror: mirror, answers: answers, now: now())
            if judge.failure == nil { report.add(try comparison.records(of: scope, since: judge.since)) } else { report.unread += 1 }
        }
        report.sort(by: mirror.catalog)
        return report
    }
}
