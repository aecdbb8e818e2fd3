import ArgumentParser
import Foundation
import Reports
import Store
import Values

/// The flags that say which runs `changes` is about.
struct RunOptions: ParsableArguments {
    @Option(help: "One run: its number, or latest.")
    var run: String?

    @Option(
        help: """
            Runs published at or after this time or date. A date may also be today, yesterday, a weekday such as monday (the last \
            one, in UTC), or '-7 days' (write --since='-7 days').
            """)
    var since: String?

    @Option(help: "Runs published at or before this time or date.")
    var until: String?

    var isGiven: Bool { run != nil || since != nil || until != nil }

    func validate() throws {
        if run != nil, since != nil || until != nil { throw ValidationError("Give --run, or --since and --until.") }
    }

    /// - Parameter isAboutObject: whether one object is asked for. Its whole life is shown if no flag names runs.
    /// - Returns: nil if no run was published in that time.
    func runs(in history: History, isAboutObject: Bool, now: Date) throws -> ClosedRange<Int64>? {
        if let run {
            guard run == "latest" || Int64(run) != nil else {
                throw Failure(
                    "--run \(run): not the number of a run", hint: "give a number, or latest; a time goes with --since", code: .usage)
            }
            let run = try history.moment(run, of: "--run").id
            return run...run
        }
        let last = try history.lastRun()
        if !isGiven { return isAboutObject ? 1...last : last...last }
        let (first, end) = (try time(since, "--since", of: "00:00:00.000", now), try time(until, "--until", of: "23:59:59.999", now))
        if let first, let end, first > end { Terminal.warn("--since is after --until: nothing lies between them") }
        return try history.runs(since: first, until: end)
    }

    /// A date stands for its first moment in `--since` and for its last in `--until`, in UTC.
    private func time(_ text: String?, _ option: String, of day: String, _ now: Date) throws -> String? {
        guard let text else { return nil }
        if let time = Timestamp.normalized(text) { return time }
        if let date = CalendarText.date(text, now: now), let time = Timestamp.normalized("\(date)T\(day)Z") { return time }
        throw Failure(
            "\(option) \(text): neither a date, nor a time with its offset",
            hint: Suggestion.nearest(to: text, in: CalendarText.words).map { "did you mean '\($0)'?" }
                ?? "give 2024-05-31, 2024-05-31T12:00:00Z, yesterday, monday or '-7 days'; a run goes with --run", code: .usage)
    }
}
