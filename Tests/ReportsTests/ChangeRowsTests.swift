import Foundation
import GRDB
import Store
import Testing
import Values

@testable import Reports

@Suite("Changes as rows")
struct ChangeRowsTests {
    @Test("are those of the view, byte for byte") func likeTheView() throws {
        let path = try Fixture.mirror()
        try Self.addEveryType(to: path)
        let view = try Fixture.rows(of: "SELECT \(ChangeRows.columns.joined(separator: ", ")) FROM changes", in: path)
        let rows = try Self.changes(in: path)
        #expect(rows.count == view.count && rows.count > 60)
        let (ours, theirs) = (Set(rows.map(String.init(describing:))), Set(view.map(String.init(describing:))))
        #expect(ours.subtracting(theirs).sorted() == [] && theirs.subtracting(ours).sorted() == [])
    }

    @Test("have old and new values of every type, and NULL") func everyType() throws {
        let path = try Fixture.mirror()
        try Self.addEveryType(to: path)
        let updates = try Self.changes(in: path).filter { $0[2] == "recipes" && $0[4] == #"{"managed_user_id":7,"id":9007199254740993}"# }
        #expect(updates.map { [$0[0], $0[5]] } == [[1, "insert"], [2, "update"], [3, "update"]])
        let before = try #require(updates[1][7].plainText)
        let after = try #require(updates[1][8].plainText)
        #expect(Self.names(updates[1][6]) == ["name", "created_at", "copy_count", "tags", "running", "project_id", "_extra"])
        for part in [
            #""name":"Old \n\"""#,
            #""copy_count":9223372036854775807"#, #""running":1"#, #""project_id":12"#, #""stop_cause":null"#,
        ] {
            #expect(before.contains(part), "\(part) in \(before)")
        }
        #expect(before.contains(#""tags":"[1.50,\"a\"]""#) && before.contains(#""_extra":"{\"n\":1e3}""#))
        for part in [
            #""name":null"#, #""copy_count":null"#, #""running":null"#, #""project_id":-13"#, #""tags":null"#, #""_extra":null"#,
        ] {
            #expect(after.contains(part), "\(part) in \(after)")
        }
        #expect(updates[2][7].plainText == after && updates[2][8].plainText == before)
    }

    @Test("stand in JSON as what they are") func nested() throws {
        let sink = Sink()
        var writer = OutputFormat.jsonl.writer(to: sink.output, nested: ChangeRows.nested)
        try writer.begin(columns: ["key", "before", "at"])
        try writer.row([#"{"id":7}"#, .null, #"{"a":1}"#])
        try writer.end()
        #expect(sink.text == #"{"key":{"id":7},"before":null,"at":"{\"a\":1}"}"# + "\n")
    }

    /// A recipe with a value of each type in run 1, with NULL or another in run 2, and as it was in run 3.
    static func addEveryType(to path: String) throws {
        let columns = "managed_user_id, id, name, created_at, copy_count, tags, running, project_id, _extra, _valid_from"
        let key = "7, 9007199254740993"
        let full =
            "\(key), 'Old ' || char(10) || '\"', '2024-01-01T00:00:00.000Z', 9223372036854775807, '[1.50,\"a\"]', 1, 12, '{\"n\":1e3}'"
        let empty = "\(key), NULL, NULL, NULL, NULL, NULL, -13, NULL"
        try DatabaseQueue(path: path).write { db in
            let twin = "INSERT INTO recipes_history (\(columns), _valid_to, _closed_by) VALUES"
            try db.execute(sql: "\(twin) (\(full), 1, 2, 'update'), (\(empty), 2, 3, 'update')")
            try db.execute(sql: "INSERT INTO recipes (\(columns)) VALUES (\(full), 3)")
        }
    }

    static func changes(in path: String, of selection: HistorySelection = HistorySelection()) throws -> [[StoredValue]] {
        var rows: [[StoredValue]] = []
        try History(path).changes(in: 1...99, of: selection) { rows.append(ChangeRows.cells($0, $1)) }
        return rows
    }

    private static func names(_ cell: StoredValue) -> Set<String> {
        Set((cell.plainText ?? "").split { "[],\"".contains($0) }.map(String.init))
    }
}
