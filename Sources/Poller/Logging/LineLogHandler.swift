import Foundation
import Logging
import Streams

/// Writes each log record as one line, for people or for programs. The poller's commands install it.
///
/// As text: `2026-01-02T03:04:05Z info sync: run 12 complete requests=33`. As JSON: one object a line with the keys `time`, `level`,
/// `label`, `message` and `metadata`. Nothing that is logged can break a line in two.
public struct LineLogHandler: LogHandler {
    public enum Format: String, Sendable, CaseIterable { case text, json }

    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let format: Format
    private let now: @Sendable () -> Date
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes a whole line with its line feed. By default, it writes to stderr.
    public init(
        label: String, format: Format, now: @escaping @Sendable () -> Date = { Date() },
        write: @escaping @Sendable (String) -> Void = ErrorStream.write
    ) {
        self.label = label
        self.format = format
        self.now = now
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var merged = metadata
        for more in [metadataProvider?.get(), event.metadata] { merged.merge(more ?? [:]) { _, later in later } }
        if let error = event.error { merged["error"] = "\(error.words)" }
        let record = LogRecord(
            time: now().formatted(.iso8601), level: event.level.rawValue, label: label, message: event.message.description, metadata: merged
        )
        write((format == .json ? record.json : record.text) + "\n")
    }
}
