import Logging

/// How a run came out, in the words of who ran it.
public struct PollOutcome: Sendable {
    /// Such as `run 12 complete`; the line in the log begins with it.
    public let summary: String
    /// Whether it should be tried again before the interval is over.
    public let isFailure: Bool
    /// What else the line in the log says.
    public let details: Logger.Metadata

    public init(_ summary: String, isFailure: Bool = false, details: Logger.Metadata = [:]) {
        self.summary = summary
        self.isFailure = isFailure
        self.details = details
    }
}

/// An error that trying again does not cure, such as wrong credentials: it ends the poller.
public struct FinalFailure: Error {
    public let reason: any Error

    public init(_ reason: any Error) {
        self.reason = reason
    }
}

/// One run of a poller, as its observer sees it.
public struct Poll: Sendable {
    /// 1 for the first since the poller began.
    public let number: Int
    /// What the run returned or threw; the reason where that was a `FinalFailure`, `CancellationError` where it was asked to stop.
    public let result: Result<PollOutcome, any Error>
    public let took: Duration
    /// How many runs in a row have failed, this one included.
    public let failures: Int
    /// The pause before the next run; nil where there is none.
    public let nextIn: Duration?

    /// Whether the run was stopped, by a signal or with the service it is part of.
    public var isStopped: Bool {
        guard nextIn == nil, case .failure(is CancellationError) = result else { return false }
        return true
    }
}

extension Poll {
    /// Writes the run's one line: `info` when it went well, `warning` when it will be tried again, `error` when it was the last.
    public func log(to logger: Logger) {
        var metadata: Logger.Metadata = ["took": .stringConvertible(Seconds(took))]
        if let nextIn { metadata["next_in"] = .stringConvertible(Seconds(nextIn)) }
        if failures > 0 { metadata["failures"] = .stringConvertible(failures) }
        switch result {
        case .success(let outcome):
            metadata.merge(outcome.details) { _, detail in detail }
            logger.log(level: outcome.isFailure ? .warning : .info, "\(outcome.summary)", metadata: metadata)
        case .failure where isStopped:
            logger.info("run stopped", metadata: metadata)
        case .failure(let error):
            metadata["error"] = "\(error.words)"
            logger.log(level: nextIn == nil ? .error : .warning, "run failed", metadata: metadata)
        }
    }
}
