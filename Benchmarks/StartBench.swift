import ArgumentParser
import Foundation

/// `sync-bench start`: what a query costs besides its statement.
struct StartBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Measure what the smallest commands cost.",
        discussion: "CPU of the whole program in milliseconds. A query that asks for nothing is to cost 25 at most.")

    @Option(help: "The program: a release build of workato-mirror.")
    var program: String

    @Option(help: "How many customers the account has; each has a lookup table.")
    var customers = 600

    @Option(help: "How often each is run; medians are printed.")
    var rounds = 21

    @Option(help: "What the records are made from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard 1...10_000 ~= customers, 1...1_000 ~= rounds else { throw ValidationError("--customers or --rounds is out of range.") }
    }

    func run() throws {
        Interruption.watch()
        try Interruption.withFolder(measure)
    }

    private func measure(in folder: URL) throws {
        try Bench.makeMirror(program: program, shape: WorldShape(seed: seed, customers: customers), in: folder)
        let file = folder.appending(path: "mirror.db").path
        print("\(customers) customers and lookup tables; medians of \(rounds)")
        print("CPU milliseconds")
        for arguments in [
            ["--version"], ["query", "--sql", "SELECT 1"], ["query", "sync-health"], ["query", "sync-health", "--as-of", "1"],
        ] {
            let query = arguments[0] == "query" ? arguments + ["--db", file] : arguments
            let name = arguments.joined(separator: " ")
            let child = Child(program: program, arguments: query, environment: [], log: "\(file).txt")
            let milliseconds = try child.cpu(rounds: rounds, of: name) * 1_000
            print(name.padding(toLength: 40, withPad: " ", startingAt: 0) + String(Int(milliseconds.rounded())))
        }
    }
}
