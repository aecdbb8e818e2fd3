import Foundation
import GRDB
import Testing

@testable import Reports

@Suite("Datasette's form of a report")
struct DatasetteSQLTests {
    /// What Datasette does: each parameter is a text, empty if it is not given.
    private static func rows(_ report: Report, _ given: [String: String], in path: String) throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        let values = Dictionary(uniqueKeysWithValues: report.parameters.map { ($0.name, given[$0.name] ?? "") })
        return try DatabaseQueue(path: path, configuration: configuration).read {
            try Row.fetchAll($0, sql: DatasetteSQL(report).sql, arguments: StatementArguments(values)).count
        }
    }

    private static func report(_ parameter: String) throws -> Report {
        try Report(
            name: "r", file: "r.sql",
            sql: "-- title: t\n-- asks: a?\n-- param: \(parameter)    P.\nSELECT :p AS p FROM recipes WHERE 0; -- :p;\n")
    }

    static let types = [
        "month = this month", "date = today", "integer = 1", "number = 1", "boolean = no", "zone = UTC", "run", "text(day|week) = day",
        "text",
    ]
    static let texts = [
        "2024-05", "2024-05-01", "2024-13", "2024-5", "2024-00", "this month", "last month", "This month", "-11 months", "+1 month",
        "-11months", "- 1 months",
        "-12345 months", "-x months", "-1 monthss", "- months", "+-1 days", "2023-02-29", "2024-02-29", "0000-00-00", "today", "yesterday",
        "Today", "monday", "Sunday", "mon",
        "-30 days", "-30 day", "+123456 days", "30 days", "-1.5 days", "1", "-1", "+1", "007", "--1", "-", "+", "1.0", "1.", ".5", "0.5",
        "-0.5", "+0.5", "1e3", "1E-3", "1e", "1x", "x",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "0x10", "١", "yes", "NO", "true",
        "On", "2",
        "maybe", "UTC", "z", "+02:00", "-14:59", "+15:00", "+2:00", "02:00", "+02:60", "Europe/Berlin", "latest", "day", "week",
        "fortnight", "Day", "'", "1' OR '1", "*", "[0-9]", "null",
    ]

    @Test("takes and refuses what -p does, also where there is no row to come", arguments: types) func sameValues(type: String) throws {
        let path = try Fixture.mirror(.nothing)
        let report = try Self.report("p \(type)")
        let parameter = report.parameters[0]
        for text in Self.texts {
            // SQLite knows no zone by its name, and no run that is not named by its number.
            let isRight =
                (try? parameter.cell(given: text, now: Date())) != nil && text != "Europe/Berlin"
                && (text != "latest" || parameter.type != .run)
                || text == "Europe/Berlin" && parameter.type == .text && parameter.choices.isEmpty
            do {
                _ = try Self.rows(report, ["p": text], in: path)
                #expect(isRight, "\(type) takes \(text)")
            } catch let error as DatabaseError {
                #expect(!isRight && error.message?.contains("parameter p: expected ") == true, "\(type) refuses \(text): \(error)")
            }
        }
    }

    @Test("of each report refuses each wrong value with the parameter's name, on an empty mirror and on a filled one") func allReports()
        throws
    {
        for path in [try Fixture.mirror(.nothing), try Fixture.mirror()] {
            for report in try ReportCatalog.load().reports {
                let needed = Dictionary(
                    uniqueKeysWithValues: report.parameters.filter { $0.fallback == .required || $0.type == .run }.map { ($0.name, "1") })
                let expected = Collected()
                try SafeReader(path: path).run(report, given: needed, now: Date(), into: expected)
                #expect(try Self.rows(report, needed, in: path) == expected.rows.count, "\(report.name)")
                for parameter in report.parameters where parameter.type != .text || !parameter.choices.isEmpty {
                    let given = needed.merging([parameter.name: "no such value"]) { $1 }
                    let error = #expect(throws: DatabaseError.self, "\(report.name)") { try Self.rows(report, given, in: path) }
                    #expect(error?.message?.contains("parameter \(parameter.name): expected ") == true, "\(report.name)")
                }
            }
        }
    }

    @Test("asks for a value that has no default", arguments: ["text", "integer", "run", "run = latest"]) func required(type: String) throws
    {
        let report = try Self.report("p \(type)")
        let path = try Fixture.mirror(.nothing)
        let error = #expect(throws: DatabaseError.self) { try Self.rows(report, [:], in: path) }
        #expect(error?.message?.contains("parameter p: expected ") == true)
        #expect(try Self.rows(Self.report("p integer = none"), [:], in: path) == 0)
    }
}
