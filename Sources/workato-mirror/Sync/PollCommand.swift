import Foundation
import Logging
import Monitoring
import PartnerAPI
import Poller
import ServiceLifecycle
import Settings
import Store
import Sync
import Values

/// `sync --every`: keeps running, syncs at an interval, logs one line for each run, and serves its metrics if it is asked to.
struct PollCommand {
    let job: SyncJob
    let interval: Duration
    /// Logs only what is wrong.
    let isQuiet: Bool
    private let metrics = MirrorMetrics()

    init(job: SyncJob, interval: Duration, isQuiet: Bool) {
        self.interval = interval
        self.isQuiet = isQuiet
        let schedule = Schedule(interval: interval)
        var options = job.options
        options.leavesFailuresAlone = true
        // A run may start a little earlier in its interval than the run before. What is due once a day must not miss a day by that.
        options.intervals = options.intervals.mapValues { max($0 - schedule.window, .zero) }
        self.job = SyncJob(settings: job.settings, account: job.account, recording: job.recording, options: options)
    }

    func run() async throws {
        let format = LineLogHandler.Format(job.settings.logFormat)
        var logger = Logger(label: "sync") { LineLogHandler(label: $0, format: format) }
        if isQuiet { logger.logLevel = .warning }
        let poller = Poller(
            schedule: Schedule(interval: interval), observe: { [logger] in note($0, logger) }, poll: { _ in try await poll() })
        var services: [any Service] = [poller]
        if let address = job.settings.listen {
            services.insert(server(at: address, logger), at: 0)
        }
        try noteAges(try job.open())
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                logger: quiet(logger)))
        try await StopSignal.stopping(by: { await group.triggerGracefulShutdown() }, orAtLast: { exit(0) }, { try await group.run() })
    }

    private func server(at address: HostPort, _ logger: Logger) -> MetricsServer {
        MetricsServer(address: address, metrics: metrics, logger: quiet(logger), health: health) { open in
            logger.info("serving metrics", metadata: ["address": "\(open)"])
        }
    }

    /// A logger for the libraries: their messages must not mix with the one line for each run.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = .critical
        return quiet
    }

    private func poll() async throws -> PollOutcome {
        do {
            let result = try await job(at: Date()).run(observe: { metrics.noteRequest(group: $0.group.name, status: $0.status) })
            try note(result)
            let run = result.outcome.run
            var details = details(of: result)
            if run.state == .complete { details.merge(AutomaticClose(settings: job.settings).run(now: Date())) { $1 } }
            // A close adds a link of its own.
            if let head = try MirrorDatabase.chainHead(in: job.settings.db) { details["chain_head"] = .string(head) }
            details.merge(AutomaticDashboard(settings: job.settings).write()) { $1 }
            let needsAttention = details[AutomaticClose.refusal] != nil || details[AutomaticDashboard.failure] != nil
            return PollOutcome(
                "run \(run.id) \(run.state.rawValue)", isFailure: run.state != .complete, needsAttention: needsAttention, details: details)
        } catch  where Self.isFinal(error) {
            throw FinalFailure(error)
        }
    }

    /// What the log's line says about a run besides its state.
    private func details(of result: SyncJob.Result) -> Logger.Metadata {
        let run = result.outcome.run
        var details: Logger.Metadata = [
            "requests": .stringConvertible(result.outcome.requests), "inserted": .stringConvertible(run.inserts),
            "updated": .stringConvertible(run.updates), "deleted": .stringConvertible(run.deletes),
        ]
        if !run.omittedViews.isEmpty { details["views_left_out"] = .stringConvertible(run.omittedViews.count) }
        if let repairs = run.repairs {
            details["put_right"] = .stringConvertible(repairs.filter(\.isMade).map(\.rows).reduce(0, +))
            if !repairs.isEmpty { details["changed_in_file"] = .array(repairs.map { .string($0.text) }) }
        }
        let troubles = run.state == .complete ? [] : SyncSummary(result, job: job).troubles
        if !troubles.isEmpty { details["troubles"] = .array(troubles.map { .string($0) }) }
        return details
    }

    /// The job for the next run. Now and then it compares every record with its row, in case somebody has edited the file.
    private func job(at now: Date) throws -> SyncJob {
        guard let interval = job.settings.recheck else { return job }
        let due = (now - Double(interval.components.seconds)).stamp
        guard FileManager.default.fileExists(atPath: job.settings.db),
            try MirrorDatabase.reading(job.settings.db).isRecheckDue(since: due)
        else { return job }
        var options = job.options
        options.rechecks = true
        return SyncJob(settings: job.settings, account: job.account, recording: nil, options: options)
    }

    private func note(_ poll: Poll, _ logger: Logger) {
        if case .failure = poll.result, !poll.isStopped { metrics.noteRun(.failed, took: poll.took, endedAt: Date()) }
        // A run that failed has added a link too.
        if let head = (try? MirrorDatabase.chainHead(in: job.settings.db)).flatMap(\.self) { metrics.noteChainHead(head) }
        // Last: whoever has seen the line finds the run in the metrics.
        poll.log(to: logger)
    }

    private func note(_ result: SyncJob.Result) throws {
        let run = result.outcome.run
        metrics.noteRun(run.state, took: result.took, endedAt: Date())
        for resource in run.resources {
            metrics.noteRun(resource: resource.resource, records: resource.records, changes: resource.changes)
        }
        let windows = max(1, (result.took / job.account.rateLimiter.window).rounded(.up))
        for (group, limit) in job.account.limits {
            guard let usage = result.usage[group] else { continue }
            metrics.noteBudget(group: group, share: min(1, Double(usage.requests) / (Double(limit) * windows)))
        }
        try noteAges(try job.open())
    }

    /// A resource is as old as its oldest listing.
    private func noteAges(_ mirror: MirrorDatabase) throws {
        for resource in mirror.catalog.resources {
            guard let oldest = try mirror.knownListings(of: resource, since: nil).oldest, let moment = Date(stamp: oldest) else { continue }
            metrics.noteListed(resource: resource.name, at: moment)
        }
    }

    /// The mirror is fresh for two and a half intervals after a complete run: one run may fail, and the next may take its time.
    @Sendable private func health() async -> HealthReport {
        let last = (try? MirrorDatabase.lastComplete(in: job.settings.db)).flatMap { $0 }.flatMap(Date.init(stamp:))
        return HealthReport(lastSuccess: last, now: Date(), allowed: interval * 2 + interval / 2)
    }
}

extension PollCommand {
    /// Whether trying again is of no use. It may help against a full disk or a server that is down.
    private static func isFinal(_ error: any Error) -> Bool {
        switch error {
        case let error as PartnerAPIError:
            switch error.cause {
            case .unauthorized, .credentials, .baseURL, .recording, .proxySetting, .authorities: true
            default: false
            }
        case let error as StoreError:
            switch error {
            case .notOurs, .otherAccount, .newerSchema, .badKey, .catalog: true
            default: false
            }
        case let error as Failure: error.code == Failure.Code.usage.rawValue
        default: false
        }
    }
}

extension LineLogHandler.Format {
    fileprivate init(_ format: Settings.LogFormat) {
        self =
            switch format {
            case .text: .text
            case .json: .json
            }
    }
}
