import Dispatch
import Foundation
import Synchronization

/// How much memory a process has used at most, in bytes.
///
/// Linux starts a spawned program's `ru_maxrss` at the peak of the process that spawned it (both share their memory until
/// `exec`), so below the benchmark's own peak it says nothing; `VmHWM` does, but is gone when the process is.
final class PeakMemory {
    private final class Sample: Sendable {
        let bytes = Mutex(0)
    }

    private let sample = Sample()
    private let timer: any DispatchSourceTimer

    init(of process: pid_t) {
        timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now(), repeating: .milliseconds(20))
        timer.setEventHandler { [sample] in
            if let kilobytes = Self.highWaterMark(of: process) { sample.bytes.withLock { $0 = max($0, kilobytes * 1_024) } }
        }
        timer.resume()
    }

    /// Ends the sampling.
    func peak(_ usage: rusage) -> Int {
        timer.cancel()
        return usage.ru_maxrss > rusage.own.ru_maxrss ? usage.ru_maxrss * 1_024 : sample.bytes.withLock { $0 }
    }

    private static func highWaterMark(of process: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }
}
