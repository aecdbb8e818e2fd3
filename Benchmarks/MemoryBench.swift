import ArgumentParser
import Foundation

/// `sync-bench memory`: does a sync's memory grow with the account?
struct MemoryBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Compare the peak memory of syncs of 20,000 and of 200,000 records.",
        discussion: "The ratio is what counts: it is to stay below 1.2.")

    @Option(help: "The sync program: a release build of workato-mirror.")
    var program: String

    @Option(help: "What the records are made from.")
    var seed: UInt64 = 1

    /// Each customer has about 600 records.
    private static let customers = [33, 330]

    func run() throws {
        Interruption.watch()
        try Interruption.withFolder(measure)
    }

    private func measure(in folder: URL) throws {
        let measured = try Self.customers.map { try measure($0, in: folder) }
        print("phase".padding(toLength: 14, withPad: " ", startingAt: 0) + measured.map { "\($0[0].rows) rows, MB   " }.joined() + "ratio")
        for phase in Phase.allCases {
            let peaks = measured.map { Double($0[phase.rawValue].peakMemory) / 1e6 }
            print(
                phase.name.padding(toLength: 14, withPad: " ", startingAt: 0)
                    + peaks.map { String(format: "%14.1f  ", $0) }.joined()
                    + String(format: "%6.2f", (peaks.last ?? 0) / (peaks.first ?? 1)))
        }
    }

    private func measure(_ customers: Int, in folder: URL) throws -> [Measurement] {
        let shape = WorldShape(seed: seed, customers: customers)
        let server = try AnswerServer()
        let bench = Bench(
            program: program, shape: shape, server: server, first: Answers(World(shape: shape, edition: .first)),
            changed: Answers(World(shape: shape, edition: .changed)), folder: folder)
        let round = try bench.round(customers)
        try server.stop()
        return round
    }
}
