/// How a run ended: what `sync_runs.state`, the metrics and the summaries call it.
public enum RunState: String, Sendable, CaseIterable, Encodable {
    /// Every listing was read to its end and published.
    case complete
    /// Some listings failed; what was read is published.
    case partial
    /// Deletions were held back, because too much would have gone at once.
    case refused
    /// Nothing is published.
    case failed
}
