import ArgumentParser
import Foundation
import Settings
import Store
import Sync

/// The flags that say how fresh and how complete the mirror must be. If it is not, a query is refused before it prints anything.
struct FreshnessOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Refuse (exit code 75) if any listing is older than this, such as 24h.", valueName: "duration"))
    var requireFresh: String?

    @Flag(help: "Refuse (exit code 75) unless the newest attempt at every listing read it to its end.")
    var requireComplete = false

    var isGiven: Bool { requireFresh != nil || requireComplete }

    func validate() throws { _ = try age() }

    /// How old a listing may be; nil for any age.
    private func age() throws -> Duration? {
        guard let requireFresh else { return nil }
        guard let age = Settings.duration(requireFresh) else {
            throw ValidationError("--require-fresh takes a duration such as 90s, 15m, 24h or 7d.")
        }
        return age
    }

    /// - Parameter text: the moment that is asked about; nil for now.
    /// - Throws: `Failure` if the mirror is not as fresh or as complete as the flags ask for.
    func check(_ settings: Settings, asOf text: String?) throws {
        guard isGiven else { return }
        let policy = FreshnessPolicy(age: try age(), isComplete: requireComplete)
        let past = try text.map { try AsOfRun($0, in: settings.db) }
        let violation = policy.violation(
            of: try CoverageReading(of: settings.db, asOf: past), SyncSettings(settings: settings).options(only: [], allowDeletes: []),
            isPast: past != nil, now: past.flatMap { text.map($0.asked) } ?? Date())
        guard let violation else { return }
        throw Failure(
            "\(settings.db): \(violation)", hint: "`workato-mirror status` shows all of it; `workato-mirror sync` brings it up to date",
            code: .tryAgain)
    }
}

extension AsOfRun {
    /// The moment that a text names: a run's own time, now for `latest`, or else a time or the end of a day. The last run before it may be
    /// much older.
    func asked(_ text: String) -> Date {
        if text == "latest" { return Date() }
        guard Int64(text) == nil, let stamp = Self.endOfMoment(text), let moment = Date(stamp: stamp) else { return at }
        return min(moment, Date())
    }
}
