import ArgumentParser
import Foundation
import Simulator
import Streams

/// The simulator as a program: parses the flags, makes a world, and serves it until it is ended.
@main
struct PartnerSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner-simulator",
        abstract: "Play the Workato Embedded Partner API from memory, with a seeded, reproducible world.",
        discussion: """
            Example:
              partner-simulator --customers 50 --seed 7 --port 8080 &
              curl -H 'Authorization: Bearer simulator-token' \\
                http://127.0.0.1:8080/api/managed_users
              curl -X POST 'http://127.0.0.1:8080/simulator/advance?days=3'
              curl -X POST -G http://127.0.0.1:8080/simulator/retry \\
                -d managed_user=7 -d month=2024-05 -d tasks=40
              partner-simulator --fault 'GET /api/** 5% 429 retry-after=1' --record answers
            """)

    @OptionGroup(title: "World")
    var world: WorldFlags

    @OptionGroup(title: "Server")
    var server: ServerFlags

    @OptionGroup(title: "Budgets")
    var budgets: BudgetFlags

    @OptionGroup(title: "Faults")
    var faults: FaultFlags

    @OptionGroup(title: "Recording")
    var recording: RecordingFlags

    func run() async throws {
        StandardStreams.prepare()
        let portFile = server.portFile
        let (customers, seed) = (world.customers, world.seed)
        let options = try options
        try await orExit {
            try await runSimulator(World(world.options), options) { running in
                announce("partner-simulator: listening on \(running.baseURL) (\(customers) customers, seed \(seed))")
                portFile.map { write(port: running.port, to: $0) }
            }
        }
    }

    private var options: SimulatorOptions {
        get throws {
            var options = server.options
            budgets.change(&options)
            try faults.change(&options, worldSeed: world.seed)
            options.recording = recording.record
            return options
        }
    }
}

/// The flags that say what the world holds.
struct WorldFlags: ParsableArguments {
    @Option(help: "How many customers there are.")
    var customers = 50

    @Option(help: "The seed of the world: the same seed and sizes give the same bytes.")
    var seed: UInt64 = 7

    @Option(help: "Recipes per customer, on average.")
    var recipes = 12

    @Option(help: "Connections per customer, on average.")
    var connections = 6

    @Option(help: "Lookup tables per customer, on average.")
    var lookupTables = 2

    @Option(help: "Rows per lookup table, on average.")
    var rows = 40

    @Option(help: "The world's time at the start (default: 2024-06-15T12:00:00Z).", transform: readMoment)
    var now: Moment = WorldOptions().now

    var options: WorldOptions {
        WorldOptions(
            customers: customers, seed: seed, recipesPerCustomer: recipes, connectionsPerCustomer: connections,
            lookupTablesPerCustomer: lookupTables, rowsPerTable: rows, now: now)
    }

    func validate() throws {
        guard [customers, recipes, connections, lookupTables, rows].allSatisfy({ 0...1_000_000 ~= $0 }) else {
            throw ValidationError("Sizes must be numbers from 0 to 1000000.")
        }
    }
}

/// The flags that say where the simulator listens, and which API it plays.
struct ServerFlags: ParsableArguments {
    @Option(help: "The address to listen on; only this machine can reach the default.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 finds a free one.")
    var port = 0

    @Option(help: "Write the port to this file when the server listens.", completion: .file())
    var portFile: String?

    @Option(help: "The API token; together with the e-mail address, also the user token.")
    var token = SimulatorOptions().token

    @Option(help: "The address that goes with a user token.")
    var email = SimulatorOptions().email

    @Option(help: "The year whose API is played: \(Dialect.names) (default: 2024).", transform: readDialect)
    var dialect: Dialect = .year2024

    @Option(help: "The inner form of the usage report, instead of that year's: \(UsageForm.names).", transform: readForm)
    var usageForm: UsageForm?

    var options: SimulatorOptions {
        .with { options in
            options.host = host
            options.port = port
            options.token = token
            options.email = email
            options.dialect = dialect
            options.usageForm = usageForm
        }
    }

    func validate() throws {
        guard 0...65535 ~= port else { throw ValidationError("--port must be a number from 0 to 65535.") }
    }
}

/// The flag that records the answers.
struct RecordingFlags: ParsableArguments {
    @Option(
        help: "Write each answer to a file in this folder, without secrets: Documentation/recordings.md.", completion: .directory)
    var record: String?
}

// These are not conformances to ExpressibleByArgument, because those would be retroactive.
private func readMoment(_ text: String) throws -> Moment {
    guard let moment = Moment(text) else { throw ValidationError("\(text) is not a time such as 2024-06-15T12:00:00Z.") }
    return moment
}

private func readForm(_ text: String) throws -> UsageForm {
    guard let form = UsageForm(rawValue: text) else { throw ValidationError("\(text) is not one of \(UsageForm.names).") }
    return form
}

private func readDialect(_ text: String) throws -> Dialect {
    guard let dialect = Int(text).flatMap({ Dialect(rawValue: $0) }) else {
        throw ValidationError("\(text) is not one of \(Dialect.names).")
    }
    return dialect
}

extension Dialect {
    fileprivate static var names: String { allCases.map { String($0.rawValue) }.joined(separator: ", ") }
}

extension UsageForm {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// Ends with 74 and one line if the simulator cannot be set up.
func orExit(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as SimulatorError {
        ErrorStream.write("partner-simulator: \(error)\n")
        throw ExitCode(74)
    }
}

/// Prints a line without a buffer: a script may be waiting for it.
func announce(_ line: String) {
    var text = line + "\n"
    // If it cannot be written, the port's file still says the port.
    _ = text.withUTF8 { StandardStreams.write(UnsafeRawBufferPointer($0), to: STDOUT_FILENO) }
}

/// Writes the port to a file. A reader sees the whole number or no file.
func write(port: Int, to path: String) {
    do {
        try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        ErrorStream.write("partner-simulator: cannot write \(path): \(error.localizedDescription)\n")
    }
}
