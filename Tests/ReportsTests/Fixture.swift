import Foundation
import GRDB
import Reports
import Store

/// A mirror in a file of its own, with the schema that Store makes, and a few rows.
enum Fixture {
    /// 2024-03-15 12:00 UTC, the day after the last run.
    static let now = Date(timeIntervalSince1970: 1_710_504_000)

    static func folder() throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    /// The path of a new mirror. `rows` are inserted in their order, or the other way round.
    static func mirror(_ rows: [String] = FixtureRows.all, reversed: Bool = false) throws -> String {
        let path = try folder() + "/mirror.db"
        try FileManager.default.copyItem(atPath: try empty.get(), toPath: path)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            for row in reversed ? rows.reversed() : rows { try db.execute(sql: row) }
        }
        try queue.close()
        return path
    }

    /// A mirror as Store makes it, made once: it is copied for each test.
    private static let empty = Result {
        let path = try folder() + "/empty.db"
        try Store.Mirror.open(path, account: "http://localhost/api").checkpoint()
        return path
    }

    /// The rows of a statement on a mirror.
    static func rows(of sql: String, given: [String: String] = [:], in path: String) throws -> [[Cell]] {
        let collected = Collected()
        try SafeReader(path: path).run(sql: sql, given: given, into: collected)
        return collected.rows
    }

    /// The rows of a report that comes with the program, now or as of a past run.
    static func rows(ofReport name: String, given: [String: String] = [:], asOf run: Int? = nil, in path: String) throws -> [[Cell]] {
        let collected = Collected()
        let report = try ReportCatalog.load().report(named: name)
        let past = try run.map { try AsOfRun("\($0)", in: path) }
        try SafeReader(path: path) { try past?.prepare($0) }.run(report, given: given, now: now, into: collected)
        return collected.rows
    }

    /// What a format makes of a result.
    static func text(_ format: OutputFormat, columns: [String], rows: [[Cell]], width: Int? = 80, guarded: Bool = false) throws -> String {
        let sink = Sink()
        var writer = format.writer(to: sink.output, width: width, guardsFormulas: guarded)
        try writer.begin(columns: columns)
        for row in rows { try writer.row(row) }
        try writer.end()
        return sink.text
    }
}

/// Keeps what is written to it.
final class Sink {
    private final class Bytes { var all: [UInt8] = [] }
    private let bytes = Bytes()
    let output: BufferedOutput

    init() { output = BufferedOutput { [bytes] piece throws(ReportsError) in bytes.all += piece } }

    var text: String { String(decoding: bytes.all, as: UTF8.self) }
}

/// Keeps the rows of a result.
final class Collected: ResultWriter {
    private(set) var columns: [String] = []
    private(set) var rows: [[Cell]] = []

    func begin(columns: [String]) { self.columns = columns }
    func row(_ cells: [Cell]) { rows.append(cells) }
    func end() {}
}

extension Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(nilLiteral: ()) { self = .null }
}
