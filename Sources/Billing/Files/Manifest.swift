import Foundation
import GRDB

/// `manifest.json`: what the export was made from, and the sum of each file.
struct Manifest {
    let statement: Statement
    let money: MoneyTotals
    let checks: [BillingCheck]
    let toolVersion: String
    let closedAt: String

    func text(files: [FrozenFiles.Facts]) throws -> String {
        try ExportJSON.pretty(
            Content(
                account: String.fetchOne(
                    statement.db, sql: "SELECT base_url FROM sync_runs WHERE id = ?", arguments: [statement.run.id]) ?? "",
                month: statement.month.description, closedAt: closedAt, toolVersion: toolVersion,
                period: Period(statement.period), run: run(), totals: Totals(statement.totals(), money),
                checks: checks.map { Check(name: $0.name, isWarning: $0.isWarning, message: $0.message) },
                files: files.map { File(name: $0.name, bytes: $0.bytes, rows: $0.table?.rows, sha256: $0.sha256) }),
            keys: .convertToSnakeCase)
    }

    private func run() throws -> Run {
        let rows = try Row.fetchAll(
            statement.db, sql: "SELECT state, count(*) AS listings FROM sync_scopes WHERE run = ? GROUP BY state ORDER BY state",
            arguments: [statement.run.id])
        let listings = rows.map { ($0["state"] as String, $0["listings"] as Int) }
        return Run(
            id: statement.run.id, startedAt: statement.run.startedAt, finishedAt: statement.run.finishedAt, state: statement.run.state,
            listings: Dictionary(uniqueKeysWithValues: listings))
    }
}

extension Manifest {
    private struct Content: Encodable {
        let format = "workato-mirror billing export, version 1"
        let account, month, closedAt, toolVersion: String
        let period: Period
        let run: Run
        let totals: Totals
        let metric = "tasks, as the API counts them: not billable tasks, and not credits"
        let rounding = Rounding()
        let checks: [Check]
        let files: [File]
    }

    fileprivate struct Period: Encodable {
        let start, end, timeZone: String
        let graceSeconds: Int

        init(_ period: BillingPeriod) {
            (start, end) = (period.start.stamp, period.end.stamp)
            (timeZone, graceSeconds) = (period.zone.name, period.graceSeconds)
        }
    }

    fileprivate struct Run: Encodable {
        let id: Int64
        let startedAt, finishedAt, state: String
        /// How many listings of the run ended in which state.
        let listings: [String: Int]
    }

    fileprivate struct Totals: Encodable {
        struct Amount: Encodable {
            let currency: String?
            let kind: String
            let lines: Int
            let quantity: Int64
            let amount: String?
        }

        let lines, adjustments: Int
        let taskCount, adjustedTaskCount: Int64
        let amounts: [Amount]

        init(_ totals: ControlTotals, _ money: MoneyTotals) {
            (lines, adjustments) = (totals.lines, totals.adjustments)
            (taskCount, adjustedTaskCount) = (totals.taskCount, totals.adjustedTaskCount)
            amounts = money.sums.map {
                Amount(currency: $0.currency?.code, kind: $0.kind, lines: $0.lines, quantity: $0.quantity, amount: $0.amount?.text)
            }
        }
    }

    fileprivate struct Rounding: Encodable {
        let rule = "half to even, to the smallest unit of the currency (ISO 4217)"
        let of = "the amount of a line, once; a correction is the difference of two such amounts"
        let tiers = "in focus.csv cumulatively, so that the costs of the tiers sum to the amount of the line"
        let arithmetic = "exact decimals of at most 38 digits"
    }

    fileprivate struct Check: Encodable {
        let name: String
        let isWarning: Bool
        let message: String
    }

    fileprivate struct File: Encodable {
        let name: String
        let bytes: Int
        let rows: Int?
        let sha256: String
    }
}

/// JSON of the exported files.
enum ExportJSON {
    /// Indented, with sorted keys and a line feed at the end.
    static func pretty(_ value: some Encodable, keys: JSONEncoder.KeyEncodingStrategy) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = keys
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
