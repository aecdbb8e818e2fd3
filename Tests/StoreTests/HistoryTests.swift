import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// Questions about the past, and what they cost.
@Suite struct HistoryTests {
    private static func changes(_ history: History, _ runs: ClosedRange<Int64>, _ selection: HistorySelection) throws -> [String] {
        var found: [String] = []
        try history.changes(in: runs, of: selection) { found.append("\($0.id) \($1.table.name) \($1.operation.rawValue)") }
        return found
    }

    @Test("a selection by table, customer and key gives what belongs to it")
    func selections() throws {
        let (history, _) = try PastMirror.history()
        let all = try Self.changes(history, 1...4, HistorySelection())
        #expect(all.count == 15, "\(all)")
        let gone = ["1 managed_users insert", "1 recipes insert", "1 recipe_activity insert", "2 recipes update"]
        #expect(
            try Self.changes(history, 1...4, HistorySelection(customer: 9)) == gone + [
                "3 managed_users delete", "3 recipes delete", "3 recipe_activity delete",
            ])
        let recipe = try #require(ObjectKey("41354"))
        #expect(try Self.changes(history, 2...4, HistorySelection(key: recipe)) == ["2 recipes update", "3 recipes update"])
        #expect(try Self.changes(history, 1...4, HistorySelection(customer: 8, key: recipe)) == ["1 recipes insert"])
        #expect(try Self.changes(history, 1...4, HistorySelection(table: "members", key: recipe)) == [])
        for text in ["7/a/b", #"{"managed_user_id":7,"name":"a/b"}"#, #"{"name":"a/b"}"#] {
            let key = try #require(ObjectKey(text))
            #expect(try Self.changes(history, 1...4, HistorySelection(table: "properties", key: key)) == ["2 properties insert"], "\(text)")
        }
        #expect(try Self.changes(history, 1...4, HistorySelection(table: "properties", key: ObjectKey("12"))) == ["2 properties insert"])
    }

    @Test("a key that no table has, or that is none, is told apart")
    func badKeys() throws {
        let (history, _) = try PastMirror.history()
        #expect(ObjectKey("7//1") == nil && ObjectKey("") == nil && ObjectKey("{}") == nil)
        #expect(ObjectKey(#"{"id":1.5}"#) == nil && ObjectKey(#"{"id":"#) == nil)
        let (text, column) = (try #require(ObjectKey("abc")), try #require(ObjectKey(#"{"name":"x","id":7}"#)))
        #expect(history.tables(of: HistorySelection(table: "recipes", key: text)).isEmpty)
        #expect(history.tables(of: HistorySelection(key: column)).isEmpty)
        #expect(history.tables(of: HistorySelection(customer: 7)).allSatisfy { $0.customerPlace != nil })
    }

    @Test("what came and went, or changed and changed back, is no difference; going back is the reverse")
    func difference() throws {
        let (history, _) = try PastMirror.history([
            """
            INSERT INTO roles_history (managed_user_id, id, name, _valid_from, _valid_to, _closed_by)
            VALUES (7, 1, 'brief', 2, 3, 'delete'), (7, 2, 'a', 1, 2, 'update'), (7, 2, 'b', 2, 3, 'update')
            """, "INSERT INTO roles (managed_user_id, id, name, _valid_from) VALUES (7, 2, 'a', 3)",
        ])
        func difference(_ first: Int64, _ last: Int64) throws -> (counts: [History.DifferenceCount], objects: [ChangedObject]) {
            var (counts, objects): ([History.DifferenceCount], [ChangedObject]) = ([], [])
            let each = { (object: ChangedObject) in
                objects.append(object)
                return true
            }
            try history.difference(from: first, to: last, of: HistorySelection(), counted: { counts = $0 }, each: each)
            return (counts, objects)
        }
        let forth = try difference(1, 4)
        #expect(
            forth.counts == [
                .init(table: "managed_users", inserted: 0, updated: 0, deleted: 1),
                .init(table: "properties", inserted: 2, updated: 0, deleted: 0),
                .init(table: "recipes", inserted: 0, updated: 1, deleted: 1),
                .init(table: "recipe_activity", inserted: 0, updated: 0, deleted: 1),
            ])
        let back = try difference(4, 1)
        #expect(back.counts.map { [$0.inserted, $0.updated, $0.deleted] } == forth.counts.map { [$0.deleted, $0.updated, $0.inserted] })
        #expect(back.objects.map(\.before) == forth.objects.map(\.after) && back.objects.map(\.after) == forth.objects.map(\.before))
        #expect(try difference(3, 4).objects.isEmpty && difference(2, 2).counts.isEmpty)
    }

    @Test("an object's life has all of its versions, and its counters' on request")
    func versions() throws {
        let (history, _) = try PastMirror.history()
        let recipes = try #require(history.tables.first { $0.name == "recipes" })
        let key = try #require(ObjectKey("41354"))
        #expect(try history.objects(key, in: recipes, limit: 9) == [[.integer(7), .integer(41354)], [.integer(8), .integer(41354)]])
        #expect(try history.objects(key, in: recipes, limit: 1).count == 1)
        let versions = try history.versions(of: [.integer(7), .integer(41354)], in: recipes, withMeasures: true)
        #expect(versions.map { [$0.began.id, $0.ended?.id] } == [[1, 2], [2, 3], [3, nil]])
        #expect(versions.map { $0.previous == nil } == [true, false, false] && versions.map(\.closedBy) == ["update", "update", nil])
        let gone = try history.versions(of: [.integer(9), .integer(5)], in: recipes, withMeasures: true)
        #expect(gone.map(\.table.name) == ["recipes", "recipe_activity", "recipes"] && gone.last?.closedBy == "parent")
        #expect(try history.customerName(ofObject: [.integer(9), .integer(5)], in: recipes) == "Gone")
    }

    @Test("runs are found by their times, and new ones as they are published")
    func runs() throws {
        let (history, queue) = try PastMirror.history()
        #expect(try history.runs(since: "2024-03-12T01:00:00.000Z", until: nil) == 2...4)
        #expect(try history.runs(since: nil, until: "2024-03-12T00:59:59.999Z") == 1...1)
        #expect(try history.runs(since: "2024-03-15", until: nil) == nil)
        var published = PublishedRuns(in: history, from: 4)
        #expect(try published.take() == 4...4)
        #expect(try published.take() == nil)
        try queue.write { try PastMirror.publish(5, in: $0, state: "failed") }
        #expect(try published.take() == nil)
        try queue.write { db in
            for run in 6...7 { try PastMirror.publish(run, in: db, state: "partial") }
        }
        #expect(try published.take() == 5...7)
        #expect(try published.take() == nil)
    }
}
