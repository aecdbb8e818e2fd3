import Synchronization

/// Keeps what a reader tells about rows that may be missing. The reader tells it while it runs.
public final class ToldRemarks: Sendable {
    private let told = Mutex<[String]>([])

    public init() {}

    /// In the order in which they were told.
    public var all: [String] { told.withLock(\.self) }

    public func add(_ remark: String) { told.withLock { $0.append(remark) } }
}
