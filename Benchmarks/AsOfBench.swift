import ArgumentParser
import Foundation

/// `sync-bench as-of`: what a report of a past run takes, against what it takes of the live tables.
struct AsOfBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "as-of", abstract: "Measure every report, and look-ups, now and as of past runs.",
        discussion: "CPU of the whole program, start and output included. The ratios are what counts: they are to stay below 2.")

    @Option(help: "The program: a release build of workato-mirror.")
    var program: String

    @Option(help: "How many customers the account has; each has 100 recipes and 500 lookup rows.")
    var customers = 1_000

    @Option(help: "How many runs there are. Each but the first changes 43 recipes of a hundred, and all of their counters.")
    var runs = 24

    @Option(help: "How often each is run; medians are printed.")
    var rounds = 3

    @Option(help: "What the records are made from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard 1...10_000 ~= customers, 3...1_000 ~= runs, 1...100 ~= rounds else {
            throw ValidationError("--customers, --runs or --rounds is out of range.")
        }
    }

    func run() throws {
        Interruption.watch()
        try Interruption.withFolder(measure)
    }

    private func measure(in folder: URL) throws {
        let file = folder.appending(path: "mirror.db").path
        try Bench.makeMirror(program: program, shape: WorldShape(seed: seed, customers: customers), in: folder)
        let past = PastRuns(path: file)
        try past.add(upTo: runs)
        let (now, before) = (try past.count("recipes"), try past.count("recipes_history"))
        say("\(now) recipes now, \(before) versions in the history, \(runs) runs; medians of \(rounds)")
        let asked = Question.fixed + (try reports(folder).map(Question.init(report:)))
        let moments = [1, runs / 2, runs - 1]
        say(line("CPU seconds", ["now"] + moments.map { "run \($0)" }))
        for question in asked {
            let live = try seconds(question, asOf: nil, file)
            let then = try moments.map { try seconds(question, asOf: $0, file) }
            say(line(question.name, [text(live)] + then.map { "\(text($0)) \(text($0 / live))x" }))
        }
    }

    /// The names stand at the beginning of a line.
    private func reports(_ folder: URL) throws -> [String] {
        let list = folder.appending(path: "reports.txt").path
        _ = try Child(program: program, arguments: ["query"], environment: [], log: list).run()
        return try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").filter { $0.first?.isLetter == true }
            .map(String.init)
    }

    private func seconds(_ question: Question, asOf run: Int?, _ file: String) throws -> Double {
        let moment = run.map { ["--as-of", "\($0)"] } ?? []
        let child = Child(
            program: program, arguments: ["query", "--db", file, "--format", "csv"] + question.arguments + moment, environment: [],
            log: "\(file).csv")
        return try child.cpu(rounds: rounds, of: question.name)
    }

    private func line(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 30, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 14 - $0.count)) + $0 }.joined()
    }

    private func text(_ value: Double) -> String {
        value.formatted(.number.precision(.fractionLength(2)).locale(Locale(identifier: "en_US")))
    }

    private func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}

/// What is asked of the mirror: a report with its defaults, or a statement.
struct Question {
    let name: String
    let arguments: [String]

    init(report: String) {
        name = report
        // What must be given: of a customer and a table that there are.
        let table = ["-p", "managed_user=\(Self.customer)", "-p", "table=Price list"]
        arguments = [report] + (report == "lookup-table-contents" ? table : [])
    }

    private init(_ name: String, sql: String) {
        self.name = name
        arguments = ["--sql", sql]
    }

    /// The world's second one.
    private static let customer = 20_048

    static let fixed = [
        Question("(look-up by key)", sql: "SELECT * FROM recipes WHERE managed_user_id = \(customer) AND id % 7 = 1"),
        Question(
            "(look-up and join)",
            sql: """
                SELECT r.name, a.lifetime_task_count FROM recipes AS r
                LEFT JOIN recipe_activity AS a ON a.managed_user_id = r.managed_user_id AND a.recipe_id = r.id
                WHERE r.managed_user_id = \(customer)
                """),
        Question("(count)", sql: "SELECT count(*) FROM recipes"),
        Question("(scan)", sql: "SELECT managed_user_id, count(*), sum(running), max(updated_at) FROM recipes GROUP BY 1"),
        Question(
            "(join)",
            sql: """
                SELECT r.managed_user_id, sum(a.lifetime_task_count) FROM recipes AS r
                JOIN recipe_activity AS a ON a.managed_user_id = r.managed_user_id AND a.recipe_id = r.id
                WHERE r.running = 1 GROUP BY 1
                """),
        Question(
            "(join with few)",
            sql: "SELECT c.name, count(*) FROM recipes AS r LEFT JOIN managed_users AS c ON c.id = r.managed_user_id GROUP BY 1"),
    ]
}
