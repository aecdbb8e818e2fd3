import Catalog
import SeededNumbers
import Testing

@testable import Store

/// Random records over many runs: the mirror holds what a plain model in memory says, now and as of every run.
@Suite("Random runs") struct StorePropertyTests {
    private static let runs = 20

    @Test("leave the rows, the old versions, the changes and the past that a model in memory has", arguments: 1...6 as ClosedRange<UInt64>)
    func agree(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let mirror = try FedMirror()
        var server = PlayedServer()
        var model = MirrorModel()
        for run in 1...Self.runs {
            server.change(&random)
            let answers = server.answers(&random)
            model.publish(answers)
            try await mirror.run(listings: answers.map(\.listing), allowing: .all)
            let columns = "managed_user_id, id, name, folder_id, _extra, _valid_from"
            #expect(
                try mirror.table("SELECT \(columns) FROM connections ORDER BY 1, 2") == model.live, "seed \(seed), run \(run)")
            #expect(
                try mirror.table("SELECT \(columns), _valid_to, _closed_by FROM connections_history ORDER BY 7, 1, 2") == model.past,
                "seed \(seed), run \(run)")
        }
        #expect(
            try mirror.table(
                "SELECT run_id, op, managed_user_id, key ->> 'id' FROM changes WHERE resource = 'connections' ORDER BY 1, 3, 4")
                == model.changes, "seed \(seed)")
        for run in 1...Self.runs {
            let then = try mirror.table(
                "SELECT managed_user_id, id, name, folder_id, _extra, _valid_from FROM connections ORDER BY 1, 2", asOf: run)
            #expect(then == model.moments[run - 1], "seed \(seed), as of run \(run)")
        }
        #expect(
            model.changes.contains("update") && model.changes.contains("delete") && model.past.contains("parent"),
            "seed \(seed) is too quiet")
    }
}

/// A record that the server has, and the ways to write it.
private struct PlayedRecord: Equatable {
    var name: Int
    /// Above 3: a text that is no number.
    var folder: Int
    /// 0: the field is not there.
    var colour: Int

    func json(_ id: Int, _ random: inout SeededGenerator) -> String {
        let spelled = folder > 3 ? "\"home\"" : ["\(folder)", "\"\(folder)\"", "\(folder).0"].randomElement(using: &random) ?? ""
        let fields = [#""name":"n\#(name)""#, #""folder_id":\#(spelled)"#] + (colour == 0 ? [] : [#""colour":"c\#(colour)""#])
        return #"{"id":\#(id),\#(fields.shuffled(using: &random).joined(separator: ","))}"#
    }

    /// As the columns `name`, `folder_id` and `_extra` hold it.
    var cells: String {
        let extra = (colour == 0 ? [] : [#""colour":"c\#(colour)""#]) + (folder > 3 ? [#""folder_id":"home""#] : [])
        return "n\(name) | \(folder > 3 ? "NULL" : "\(folder)") | \(extra.isEmpty ? "NULL" : "{" + extra.joined(separator: ",") + "}")"
    }
}

/// What one listing answered, and what of it a model has to know.
private struct Answer {
    let listing: FedMirror.Listing
    /// Nil for the listing of customers.
    let customer: Int?
    let records: [Int: PlayedRecord]
    let isComplete: Bool
}

/// Customers with connections, which change at random.
private struct PlayedServer {
    private var customers: [Int: [Int: PlayedRecord]] = [7: [:], 8: [:]]

    mutating func change(_ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 2...9, using: &random) {
            let customer = Int.random(in: 7...9, using: &random)
            let id = Int.random(in: 1...9, using: &random)
            switch Int.random(in: 0...9, using: &random) {
            case 0: customers[customer] = customers[customer] == nil ? [:] : nil
            case 1, 2: customers[customer]?[id] = nil
            default:
                customers[customer]?[id] = PlayedRecord(
                    name: .random(in: 0...2, using: &random), folder: .random(in: 2...4, using: &random),
                    colour: .random(in: 0...2, using: &random))
            }
        }
    }

    /// The listing of customers, then that of the connections of each; some break off.
    func answers(_ random: inout SeededGenerator) -> [Answer] {
        let ids = customers.keys.sorted()
        let named = ids.map { #"{"id":\#($0),"name":"c\#($0)"}"# }.joined(separator: ",")
        var answers = [
            Answer(
                listing: .customers("[\(named)]"), customer: nil,
                records: Dictionary(uniqueKeysWithValues: ids.map { ($0, PlayedRecord(name: 0, folder: 0, colour: 0)) }), isComplete: true)
        ]
        for id in ids {
            var records = customers[id] ?? [:]
            let isComplete = Int.random(in: 0...4, using: &random) > 0
            // In the order of the keys: a dictionary's own differs from process to process, and the seed would tell nothing.
            if !isComplete { for key in records.keys.sorted() where Bool.random(using: &random) { records[key] = nil } }
            let order = records.keys.sorted().shuffled(using: &random)
            let texts = order.compactMap { key in records[key].map { $0.json(key, &random) } }
            let pages = stride(from: 0, to: texts.count, by: 3).map {
                "[" + texts[$0..<min($0 + 3, texts.count)].joined(separator: ",") + "]"
            }
            let listing = FedMirror.Listing(
                resource: .connections, parents: [.integer(Int64(id))], pages: pages, end: isComplete ? .complete : .failed("broke off"))
            answers.append(Answer(listing: listing, customer: id, records: records, isComplete: isComplete))
        }
        return answers
    }
}

/// The table of connections and its past, as the rules have them: in words as few as possible.
private struct MirrorModel {
    private struct Key: Hashable, Comparable {
        let customer: Int
        let id: Int

        static func < (one: Key, other: Key) -> Bool { (one.customer, one.id) < (other.customer, other.id) }
    }
    private struct Version {
        let cells: String
        let from: Int
    }

    private var run = 0
    private var rows: [Key: Version] = [:]
    private var ended: [(to: Int, key: Key, line: String)] = []
    private var changed: [(run: Int, key: Key, operation: String)] = []
    /// The live table after each run.
    private(set) var moments: [String] = []

    var live: String { rows.keys.sorted().map { line($0) }.joined(separator: "\n") }
    var past: String { ended.sorted { ($0.to, $0.key) < ($1.to, $1.key) }.map(\.line).joined(separator: "\n") }
    var changes: String {
        changed.sorted { ($0.run, $0.key) < ($1.run, $1.key) }.map { "\($0.run) | \($0.operation) | \($0.key.customer) | \($0.key.id)" }
            .joined(separator: "\n")
    }

    mutating func publish(_ answers: [Answer]) {
        run += 1
        let customers = answers.first { $0.customer == nil }?.records ?? [:]
        for key in rows.keys where customers[key.customer] == nil { end(key, by: "parent") }
        for answer in answers {
            guard let customer = answer.customer else { continue }
            for key in rows.keys where key.customer == customer && answer.isComplete && answer.records[key.id] == nil {
                end(key, by: "delete")
            }
            for (id, record) in answer.records { put(record.cells, at: Key(customer: customer, id: id)) }
        }
        moments.append(live)
    }

    private mutating func put(_ cells: String, at key: Key) {
        guard rows[key]?.cells != cells else { return }
        if rows[key] == nil { changed.append((run, key, "insert")) } else { end(key, by: "update") }
        rows[key] = Version(cells: cells, from: run)
    }

    private mutating func end(_ key: Key, by reason: String) {
        ended.append((run, key, "\(line(key)) | \(run) | \(reason)"))
        changed.append((run, key, reason == "update" ? "update" : "delete"))
        if reason != "update" { rows[key] = nil }
    }

    private func line(_ key: Key) -> String { "\(key.customer) | \(key.id) | \(rows[key]?.cells ?? "") | \(rows[key]?.from ?? 0)" }
}
