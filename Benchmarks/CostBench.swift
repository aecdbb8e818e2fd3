import ArgumentParser
import Foundation

/// `sync-bench cost`: what a sync costs, measured on the real program against prepared answers.
struct CostBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "Measure first, slightly changed and unchanged syncs of a large account, served from memory.",
        discussion: "CPU is the sync's alone, without the server's. Quote ratios within one table: machines differ, and so do hours.")

    @Option(help: "The sync program: a release build of workato-mirror.")
    var program = ""

    @Option(help: "How often to repeat the three phases; medians are printed.")
    var rounds = 3

    @Option(help: "How many customers the account has; each has 100 recipes and 500 lookup rows.")
    var customers = 200

    @Option(help: "What the records are made from.")
    var seed: UInt64 = 1

    @Flag(help: "Only serve the first phase's answers, for a profiler: print the address and stay until a signal.")
    var serve = false

    func validate() throws {
        guard serve || !program.isEmpty else { throw ValidationError("Give --program, or --serve.") }
        guard 1...1_000 ~= rounds, 1...10_000 ~= customers else { throw ValidationError("--rounds or --customers is out of range.") }
    }

    func run() throws {
        Interruption.watch()
        let shape = WorldShape(seed: seed, customers: customers)
        let first = Answers(World(shape: shape, edition: .first))
        let server = try AnswerServer()
        if serve { serveForEver(server, first) }
        let changed = Answers(World(shape: shape, edition: .changed))
        say(heading(shape, first))
        try Interruption.withFolder { folder in
            let bench = Bench(program: program, shape: shape, server: server, first: first, changed: changed, folder: folder)
            say(try table(bench).text)
        }
        try server.stop()
    }

    private func table(_ bench: Bench) throws -> ResultTable {
        var measured: [[Measurement]] = []
        var inflate: [Double] = []
        for number in 1...rounds {
            inflate.append(bench.first.inflateAll())
            measured.append(try bench.round(number))
        }
        return ResultTable(rounds: measured, inflate: inflate)
    }

    private func serveForEver(_ server: AnswerServer, _ answers: Answers) -> Never {
        server.desk.lay(out: answers)
        say(server.baseURL)
        while true { pause() }
    }

    private func heading(_ shape: WorldShape, _ answers: Answers) -> String {
        """
        \(shape.customers) customers, \(shape.recipes) recipes, \(shape.rows) lookup rows; \(shape.records) records in all
        \(answers.pages.count) pages, \(megabytes(answers.pages.map(\.size))) MB of JSON, \(megabytes(answers.pages.map(\.gzip.count))) MB gzipped; medians of \(rounds) rounds

        """
    }

    private func megabytes(_ sizes: [Int]) -> String {
        (Double(sizes.reduce(0, +)) / 1e6).formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US")))
    }

    private func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}
