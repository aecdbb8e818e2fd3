import ArgumentParser
import Foundation
import Settings
import Store
import Sync

/// What the mirror must be like, or a query is refused before it has printed anything.
struct FreshnessOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Refuse (75) if any listing is older than this, such as 24h.", valueName: "duration"))
    var requireFresh: String?

    @Flag(help: "Refuse (75) unless all that is mirrored was read to its end when last tried.")
    var requireComplete = false

    var isGiven: Bool { requireFresh != nil || requireComplete }

    func validate() throws {
        if let requireFresh, Settings.duration(requireFresh) == nil {
            throw ValidationError("--require-fresh takes a duration such as 90s, 15m, 24h or 7d.")
        }
    }

    /// - Parameter asOf: the moment that is asked about; nil for now.
    func check(_ settings: Settings, asOf text: String?) throws {
        guard isGiven else { return }
        let policy = FreshnessPolicy(age: requireFresh.flatMap(Settings.duration), isComplete: requireComplete)
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
    /// The moment that a text names: a run's own time, now for `latest`, or a time or the end of a day, which may be long after the last run before it.
    func asked(_ text: String) -> Date {
        if text == "latest" { return Date() }
        guard Int64(text) == nil, let stamp = Self.endOfMoment(text), let moment = Date(stamp: stamp) else { return at }
        return min(moment, Date())
    }
}
