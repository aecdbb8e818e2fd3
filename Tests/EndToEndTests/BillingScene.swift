import Foundation
import Testing

/// Months that are over, whatever today is.
enum PastMonth {
    /// The month in UTC that was so many months ago: `2026-08`. Two months ago, the default grace period is over as well.
    static func ago(_ count: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        // From the first day: a month back from the 31st would be another day, or none.
        let parts = calendar.dateComponents([.year, .month], from: .now)
        let month = calendar.date(from: parts).flatMap { calendar.date(byAdding: .month, value: -count, to: $0) } ?? .now
        return String(month.ISO8601Format().prefix(7))
    }

    /// The day that is so many days after the first of a month: `2026-08-04`.
    static func day(_ count: Int, after month: String) throws -> String {
        let first = try Date("\(month)-01T00:00:00Z", strategy: .iso8601)
        return String((first + Double(count) * 86_400).ISO8601Format().prefix(10))
    }
}

/// Closed months and their exports, as the tests of `billing` need them.
extension Scene {
    /// A price list with two tiers, and another price for one plan.
    static let prices = """
        plan_id,managed_user_id,tier_from,tier_to,unit_price,per,currency,mode
        *,,0,1000,0.0123,1,EUR,graduated
        *,,1000,,1.005,100,EUR,graduated

        """

    /// Plays `body` against a world whose time is the machine's, with a mirror of it: its last months are those before this one.
    static func playBilling(_ flags: [String] = [], _ body: (Scene) async throws -> Void) async throws {
        try await play(flags + ["--now", Date.now.ISO8601Format()]) { scene in
            try await scene.sync()
            try scene.write(prices, to: "prices.csv")
            try await body(scene)
        }
    }

    func write(_ text: String, to file: String) throws {
        let url = folder.appending(path: file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Runs `billing`, and fails the test if that does not end well.
    @discardableResult
    func billing(_ arguments: String..., db: String = "mirror.db", environment: [String: String?] = [:]) async throws -> Finished {
        let run = try await start(["billing"] + arguments + ["--db", db], environment: environment).finish()
        guard run.code == 0 else { throw Unexpected(run) }
        return run
    }

    /// Changes a month's figures of some customers behind the program's back, as a later sync would find them changed.
    func correct(_ month: String, in file: String = "mirror.db") throws {
        try edit("UPDATE task_usage SET task_count = task_count + 7 WHERE month = '\(month)' AND managed_user_id % 2 = 0", in: file)
        try edit("UPDATE task_usage SET task_count = task_count / 2 WHERE month = '\(month)' AND managed_user_id % 2 = 1", in: file)
    }

    /// The files of a folder by their names.
    func exported(_ name: String) throws -> [String: Data] {
        let folder = folder.appending(path: name)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
    }

    /// All rows of the billing tables that belong to a month's close.
    func frozenRows(of month: String, in file: String = "mirror.db") throws -> Int {
        let tables = ["months", "lines", "adjustments", "prices", "checks", "files"]
        let counts = tables.map { "(SELECT count(*) FROM billing_\($0) WHERE month = '\(month)')" }.joined(separator: " + ")
        return try Int(rows("SELECT \(counts)", in: file).first?.first ?? "") ?? -1
    }
}

/// An export of a month, without the moment of its close: what two closes of one state must agree about.
struct TimelessExport: Equatable {
    private let files: [String: Data]

    /// - Parameter closedAt: in the mirror's form.
    init(_ export: [String: Data], closedAt: String) {
        // The files that have the moment, and those that have the sums of such files.
        let changing = ["billing_period.csv", "datapackage.json", "manifest.json", "SHA256SUMS"]
        var changes = [closedAt: "CLOSED", closedAt.prefix(19) + "Z": "CLOSED"]
        let sums = String(decoding: export["SHA256SUMS"] ?? Data(), as: UTF8.self).split(separator: "\n")
        for file in changing {
            for line in sums where line.hasSuffix("  \(file)") { changes[String(line.prefix(64))] = "SUM OF \(file)" }
        }
        var files = export
        for file in changing {
            guard let bytes = export[file] else { continue }
            let text = changes.reduce(String(decoding: bytes, as: UTF8.self)) { $0.replacing($1.key, with: $1.value) }
            files[file] = Data(text.utf8)
        }
        self.files = files
    }
}

/// What a command that is refused says.
struct Refusal {
    let code: Int32
    let message: String
    let hint: String

    static func usage(_ message: String, _ hint: String) -> Refusal { Refusal(code: 64, message: message, hint: hint) }
    static func file(_ message: String, _ hint: String) -> Refusal { Refusal(code: 74, message: message, hint: hint) }
    static func notYet(_ message: String, _ hint: String) -> Refusal { Refusal(code: 75, message: message, hint: hint) }
}

extension Scene {
    /// Runs `billing`, which has to say exactly this, and nothing on stdout.
    func refuses(
        _ arguments: String..., db: String = "mirror.db", with refusal: Refusal, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = try await start(["billing"] + arguments + ["--db", db]).finish()
        #expect(run.code == refusal.code && run.output.isEmpty, "\(arguments): \(run.code)", sourceLocation: sourceLocation)
        #expect(run.errors == "workato-mirror: \(refusal.message)\nhint: \(refusal.hint)\n", sourceLocation: sourceLocation)
    }

    /// Gives every customer the same figure for a month.
    func giveFigures(_ month: String, tasks: Int) throws {
        try edit(
            """
            INSERT INTO task_usage (managed_user_id, month, task_count, _valid_from) SELECT id, '\(month)', \(tasks), 1 FROM managed_users WHERE true
            ON CONFLICT DO UPDATE SET task_count = excluded.task_count
            """)
    }
}
