import ArgumentParser
import Foundation

/// `sync-bench pace`: does a sync take what its busiest budget of requests needs, and not more?
struct PaceBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pace", abstract: "Compare a sync's time and requests with the least that the API's limits allow.",
        discussion: """
            The simulator has the documented limits, for windows of --window seconds instead of 60. The bound is the longest that a group's requests \
            take at its limit; the least requests are those of the run without faults.
            """)

    @Option(help: "The sync program: a release build of workato-mirror.")
    var program: String

    @Option(help: "The simulator: a release build of partner-simulator.")
    var simulator: String

    @Option(help: "How many customers the account has.")
    var customers = 60

    @Option(help: "How long a window of the limits lasts, in seconds.")
    var window = 6.0

    @Option(help: "What the account is made from.")
    var seed: UInt64 = 3

    /// A share of 3 % of all requests, all in all.
    private static let faults = ["GET /api/** 1% 500", "GET /api/** 1% reset", "GET /api/** 1% truncate"]

    func run() async throws {
        print("run            requests  ÷ least    wall s   bound s  wall ÷ bound   429")
        var least: Int?
        for (name, faults) in [("no faults", []), ("3 % faults", Self.faults)] {
            let account = try await SimulatedAccount(
                simulator, ["--customers", "\(customers)", "--seed", "\(seed)"], window: window, faults)
            defer { account.stop() }
            for phase in ["first", "again"] {
                let before = try await account.asked()
                let end = try sync(account)
                let asked = try await account.asked().subtracting(before)
                least = least ?? asked.requests
                print(line("\(name), \(phase)", asked, wall: end.wall, least: least ?? 0))
            }
        }
    }

    private func sync(_ account: SimulatedAccount) throws -> Child.End {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("WORKATO_") }
        let own = ["WORKATO_API_TOKEN": "simulator-token", "WORKATO_RATE_WINDOW": "\(window)"]
        let database = account.folder.appending(path: "mirror.db").path
        let log = account.folder.appending(path: "sync.log").path
        let end = try Child(
            program: program, arguments: ["sync", "--db", database, "--base-url", account.baseURL, "--reserve", "0"],
            environment: inherited.merging(own) { $1 }.map { "\($0.key)=\($0.value)" }, log: log
        ).run()
        guard end.code == 0 else {
            throw BenchError("the sync has ended with \(end.code):\n\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
        }
        return end
    }

    private func line(_ name: String, _ asked: Asked, wall: Double, least: Int) -> String {
        let bound = asked.windows * window
        let refused = Double(asked.refused) / Double(max(1, asked.requests)) * 100
        return name.padding(toLength: 17, withPad: " ", startingAt: 0)
            + String(
                format: "%6d %8.3f %9.1f %9.1f %13.3f %4.1f%%", asked.requests, Double(asked.requests) / Double(max(1, least)), wall, bound,
                wall / bound, refused)
    }
}
