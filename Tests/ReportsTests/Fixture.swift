import Foundation
import GRDB
import Reports
import Store
import Values

/// A mirror in a file of its own, with the schema that Store makes, and a few rows.
enum Fixture {
    /// 2024-03-15 12:00 UTC, the day after the last run.
    static let now = Date(timeIntervalSince1970: 1_710_504_000)

    static func folder() throws -> String {
        let url = allFolders.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    /// Goes with the process: the mirrors of one run are some hundred megabytes.
    private static let allFolders: URL = {
        atexit { try? FileManager.default.removeItem(at: Fixture.allFolders) }
        return FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
    }()

    /// What is in a mirror: nothing but its schema, or the rows of the fixture, inserted in their order or the other way round.
    enum Contents { case nothing, rows, rowsReversed }

    /// The path of a new mirror: a copy, because making one is slow.
    static func mirror(_ contents: Contents = .rows) throws -> String {
        let original =
            switch contents {
            case .nothing: try nothing.get()
            case .rows: try rows.get()
            case .rowsReversed: try rowsReversed.get()
            }
        let path = try folder() + "/mirror.db"
        try FileManager.default.copyItem(atPath: original, toPath: path)
        return path
    }

    private static let nothing = Result { try make([]) }
    private static let rows = Result { try make(FixtureRows.all) }
    private static let rowsReversed = Result { try make(FixtureRows.all.reversed()) }

    /// The path of a new mirror that has these rows.
    static func mirror(of rows: [String]) throws -> String {
        let path = try mirror(.nothing)
        try insert(rows, into: path)
        return path
    }

    private static func make(_ rows: [String]) throws -> String {
        let path = try folder() + "/mirror.db"
        try MirrorDatabase.open(path, account: "http://localhost/api").checkpoint()
        try insert(rows, into: path)
        return path
    }

    private static func insert(_ rows: [String], into path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            for row in rows { try db.execute(sql: row) }
        }
        try queue.close()
    }

    /// The rows of a statement on a mirror.
    static func rows(of sql: String, given: [String: String] = [:], in path: String) throws -> [[StoredValue]] {
        let collected = Collected()
        try SafeReader(path: path).run(sql: sql, given: given, into: collected)
        return collected.rows
    }

    /// The rows of a report that comes with the program, now or as of a past run.
    static func rows(ofReport name: String, given: [String: String] = [:], asOf run: Int? = nil, in path: String) throws -> [[StoredValue]]
    {
        let collected = Collected()
        let report = try ReportCatalog.load().report(named: name)
        let past = try run.map { try AsOfRun("\($0)", in: path) }
        let reader = SafeReader(path: path) { db, statement in
            try past.map { SafeReader.Prepared(moment: nil, reading: try $0.prepare(db, for: statement)) }
        }
        try reader.run(report, given: given, now: now, into: collected)
        return collected.rows
    }

    /// What a format makes of a result.
    static func text(_ format: OutputFormat, columns: [String], rows: [[StoredValue]], width: Int? = 80, guarded: Bool = false) throws
        -> String
    {
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
    private(set) var rows: [[StoredValue]] = []

    func begin(columns: [String]) { self.columns = columns }
    func row(_ cells: [StoredValue]) { rows.append(cells) }
    func end() {}
}

extension StoredValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(nilLiteral: ()) { self = .null }
}
