import Foundation
import PartnerAPI
import Synchronization

extension TimeSource {
    /// A clock on which sleeping takes no real time but moves the time on.
    public static func immediate(_ start: Date) -> TimeSource {
        let passed = Passed()
        return TimeSource(
            now: { passed.time },
            date: { start },
            sleep: { duration in
                try Task.checkCancellation()
                passed.add(duration)
            })
    }
}

private final class Passed: Sendable {
    private let duration = Mutex(Duration.zero)
    var time: Duration { duration.withLock { $0 } }
    func add(_ more: Duration) { duration.withLock { $0 += more } }
}

extension PartnerClient.Options {
    /// Without a time limit that a busy machine could reach, so no request is sent again because an answer took long.
    public static var patient: PartnerClient.Options {
        var options = PartnerClient.Options()
        options.timeout = .seconds(365 * 86_400)
        options.connectTimeout = options.timeout
        return options
    }
}
