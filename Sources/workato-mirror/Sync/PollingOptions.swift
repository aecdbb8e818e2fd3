import ArgumentParser
import Settings

/// The flags of `sync` that say whether it keeps running, and what it says and serves meanwhile.
struct PollingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep running; sync at this interval, such as 1h.", valueName: "duration"))
    var every: String?

    @Flag(help: "Sync once, even if the settings say to keep running.")
    var once = false

    @Option(help: ArgumentHelp("With --every: serve /metrics and /healthz at this address.", valueName: "host:port"))
    var listen: String?

    @Option(help: ArgumentHelp("With --every: log as text or as json.", valueName: "format"))
    var logFormat: String?

    var flags: [Settings.Key: String] {
        let given: [(Settings.Key, String?)] = [(.every, every), (.listen, listen), (.logFormat, logFormat)]
        return Dictionary(uniqueKeysWithValues: given.compactMap { key, text in text.map { (key, $0) } })
    }

    /// Refuses the flags that a single sync has no use for.
    func check(_ settings: Settings) throws {
        guard settings.every == nil || once else { return }
        for (flag, isGiven) in [("--listen", listen != nil), ("--log-format", logFormat != nil)] where isGiven {
            throw ValidationError("\(flag) is for a sync that stays: give --every too\(once ? ", and not --once" : "").")
        }
    }
}
