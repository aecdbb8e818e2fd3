import ArgumentParser
import Settings

/// Whether `sync` stays, and what it says meanwhile.
struct PollingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Stay, and sync so often, such as 1h.", valueName: "duration"))
    var every: String?

    @Flag(help: "Sync once, whatever the settings say of --every.")
    var once = false

    @Option(help: ArgumentHelp("Serve /metrics and /healthz at HOST:PORT while staying.", valueName: "host:port"))
    var listen: String?

    @Option(help: ArgumentHelp("How a sync that stays logs: text or json.", valueName: "format"))
    var logFormat: String?

    var flags: [Settings.Key: String] {
        let given: [(Settings.Key, String?)] = [(.every, every), (.listen, listen), (.logFormat, logFormat)]
        return Dictionary(uniqueKeysWithValues: given.compactMap { key, text in text.map { (key, $0) } })
    }

    /// What only a sync that stays can do is not asked of one that does not.
    func check(_ settings: Settings) throws {
        guard settings.every == nil || once else { return }
        for (flag, isGiven) in [("--listen", listen != nil), ("--log-format", logFormat != nil)] where isGiven {
            throw ValidationError("\(flag) is for a sync that stays: give --every too\(once ? ", and not --once" : "").")
        }
    }
}
