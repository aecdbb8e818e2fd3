import Logging

/// How a run ended, in the words of the function that ran it.
public struct PollOutcome: Sendable {
    /// Such as `run 12 complete`. The line in the log begins with it.
    public let summary: String
    /// Whether to try again before the interval is over.
    public let isFailure: Bool
    /// Whether somebody should look at it, although the run itself is well: its line is a warning.
    public let needsAttention: Bool
    /// Further values for the line in the log.
    public let details: Logger.Metadata

    public init(_ summary: String, isFailure: Bool = false, needsAttention: Bool = false, details: Logger.Metadata = [:]) {
        self.summary = summary
        self.isFailure = isFailure
        self.needsAttention = needsAttention
        self.details = details
    }
}

/// An error that trying again doesn't cure, such as wrong credentials. It ends the poller.
public struct FinalFailure: Error {
    public let reason: any Error

    public init(_ reason: any Error) {
        self.reason = reason
    }
}

/// One finished run of a poller, for its observer.
public struct Poll: Sendable {
    /// Counted from 1 since the poller began.
    public let number: Int
    /// What the run returned or threw. For a `FinalFailure` it is the reason; if the run was asked to stop, it is a `CancellationError`.
    public let result: Result<PollOutcome, any Error>
    public let took: Duration
    /// How many runs in a row have failed, this one included.
    public let failures: Int
    /// The pause before the next run; nil if there is none.
    public let nextIn: Duration?

    /// Whether the run was stopped, by a signal or together with its service.
    public var isStopped: Bool {
        guard nextIn == nil, case .failure(is CancellationError) = result else { return false }
        return true
    }
}

extension Poll {
    /// Writes the run's one line: `info` if it succeeded, `warning` if it will be tried again, `error` if it was the last.
    public func log(to logger: Logger) {
        var metadata: Logger.Metadata = ["took": .stringConvertible(Seconds(took))]
        if let nextIn { metadata["next_in"] = .stringConvertible(Seconds(nextIn)) }
        if failures > 0 { metadata["failures"] = .stringConvertible(failures) }
        switch result {
        case .success(let outcome):
            metadata.merge(outcome.details) { _, detail in detail }
            logger.log(level: outcome.isFailure || outcome.needsAttention ? .warning : .info, "\(outcome.summary)", metadata: metadata)
        case .failure where isStopped:
            logger.info("run stopped", metadata: metadata)
        case .failure(let error):
            metadata["error"] = "\(error.words)"
            logger.log(level: nextIn == nil ? .error : .warning, "run failed", metadata: metadata)
        }
    }
}
