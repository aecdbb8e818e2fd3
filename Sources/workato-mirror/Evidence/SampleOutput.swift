import Reports
import Sync
import Values

/// What `verify --against-api` prints: as text for a terminal, as one JSON object, or as rows.
struct SampleOutput {
    let report: SampleReport
    /// The mirror's file.
    let path: String

    func write(to result: ResultOptions) throws {
        switch try result.chosenFormat() {
        case .table: try result.write(text: text, mirror: path)
        case .json: try result.write(text: JSONOutput.text([SampleJSON(report)]), mirror: path)
        case .jsonl: try result.write(text: JSONOutput.text(SampleJSON(report), isIndented: false), mirror: path)
        case .csv, .tsv, .markdown, .line:
            try result.write(mirror: path, nested: ["key", "columns"], writeRows)
            for sentence in sentences { Terminal.say(Terminal.wrapped(sentence, indent: 0)) }
        }
    }

    private var counts: [(name: String, count: Int)] {
        [
            ("objects", report.population), ("sampled", report.sampled), ("same", report.same), ("differ", report.differing),
            ("differ, without a date", report.undated), ("changed since the run", report.changedSince), ("not found", report.notFound),
            ("not comparable", report.notComparable), ("records missing", report.missing),
            ("records that may be missing", report.undatedNew), ("records new since the run", report.new),
        ]
    }

    private var sentences: [String] {
        let undated = report.undated == 0 ? nil : "\(report.undated.grouped) of them have no date, and may have changed since the run"
        return [report.accuracy, undated, report.leftOut, report.completeness].compactMap(\.self)
    }

    private var text: String {
        var table = TextTable([.left(28), .right(12)])
        table.add(["seed", String(report.seed)])
        for (name, count) in counts { table.add([name, count.grouped]) }
        table.add(["requests", report.requests.grouped])
        let found = rows.map { row in
            let columns = row.columns.isEmpty ? "" : ": \(row.columns.joined(separator: ", "))"
            return Terminal.wrapped(VisibleText.escaped("\(row.finding): \(row.resource) \(row.key)\(columns)"), indent: 2)
        }
        let told = sentences.map { Terminal.wrapped($0, indent: 0) }
        return [table.lines, found, told].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// An object that is not the same, or a record that the mirror lacks.
    private var rows: [(finding: String, resource: String, key: String, columns: [String])] {
        report.findings.map { ($0.outcome.name, $0.resource, $0.key, $0.outcome.details) }
            + report.missingRecords.map { ($0.isDated ? "record missing" : "record may be missing", $0.resource, $0.key, []) }
    }

    /// The counts first, each with its number; then the objects, each counting one.
    private func writeRows(to writer: any ResultWriter) throws -> Int {
        var writer = writer
        try writer.begin(columns: ["finding", "resource", "key", "columns", "count"])
        let head = [("seed", Int64(bitPattern: report.seed))] + counts.map { ($0.name, Int64($0.count)) }
        for (name, count) in head { try writer.row([.text(name), .null, .null, .null, .integer(count)]) }
        for row in rows {
            let columns = "[\(row.columns.map { JSONText.quoted($0) }.joined(separator: ","))]"
            try writer.row([.text(row.finding), .text(row.resource), .text(row.key), .text(columns), .integer(1)])
        }
        try writer.end()
        return head.count + rows.count
    }
}

extension SampleOutcome {
    var name: String {
        switch self {
        case .same: "same"
        case .differs: "differs"
        case .undated: "differs, without a date"
        case .changedSince: "changed since the run"
        case .notFound: "not found"
        case .notComparable: "not comparable"
        }
    }

    /// The columns that differ, or why the object cannot be compared.
    var details: [String] {
        switch self {
        case .same, .notFound: []
        case .differs(let columns), .undated(let columns), .changedSince(let columns): columns
        case .notComparable(let reason): [reason]
        }
    }
}

/// The check as JSON, for scripts.
struct SampleJSON: Encodable {
    let seed: UInt64
    let objects, sampled, same, differ, differUndated, changedSince, notFound, notComparable, requests: Int
    let findings: [Finding]
    let listings: Listings
    let sentences: Sentences

    struct Finding: Encodable {
        let finding, resource, key: String
        let details: [String]
    }

    struct Listings: Encodable {
        let read, unread, records, missing, mayBeMissing, newSince: Int
        let missingRecords: [Record]
    }

    struct Record: Encodable { let resource, key: String, isDated: Bool }

    struct Sentences: Encodable {
        let accuracy, completeness: String
        @OrNull var leftOut: String?

        init(_ report: SampleReport) {
            (accuracy, completeness) = (report.accuracy, report.completeness)
            leftOut = report.leftOut
        }
    }

    init(_ report: SampleReport) {
        seed = report.seed
        (objects, sampled, same) = (report.population, report.sampled, report.same)
        (differ, differUndated, changedSince) = (report.differing, report.undated, report.changedSince)
        (notFound, notComparable, requests) = (report.notFound, report.notComparable, report.requests)
        findings = report.findings.map {
            Finding(finding: $0.outcome.name, resource: $0.resource, key: $0.key, details: $0.outcome.details)
        }
        listings = Listings(
            read: report.listings, unread: report.unread, records: report.listed, missing: report.missing,
            mayBeMissing: report.undatedNew, newSince: report.new,
            missingRecords: report.missingRecords.map { Record(resource: $0.resource, key: $0.key, isDated: $0.isDated) })
        sentences = Sentences(report)
    }
}
