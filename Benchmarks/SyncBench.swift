import ArgumentParser

/// `sync-bench`: what a sync or a report takes of processor, memory and time, measured on the real program.
@main
struct SyncBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync-bench", abstract: "Measure the program of a release build.",
        subcommands: [CostBench.self, MemoryBench.self, PaceBench.self, AsOfBench.self, StartBench.self], defaultSubcommand: CostBench.self)
}
