import Foundation
import GRDB
import Testing
import Values

@testable import Store

/// Texts are bytes to the API and to SQLite, and so they are to whoever asks about the past.
@Suite("Texts of the past are compared and shown by their bytes") struct ByteTests {
    private static func changes(_ history: History, _ selection: HistorySelection = HistorySelection()) throws -> [ChangedObject] {
        var found: [ChangedObject] = []
        try history.changes(in: 1...4, of: selection) { found.append($1) }
        return found
    }

    private static func literal(_ text: String) -> String { text.sqlLiteral }

    @Test("a change from one spelling of é to the other shows its column")
    func normalForms() throws {
        let (history, _) = try PastMirror.history([
            """
            INSERT INTO roles_history (managed_user_id, id, name, _valid_from, _valid_to, _closed_by)
            VALUES (7, 1, 'Caf\u{E9}', 1, 2, 'update')
            """, "INSERT INTO roles (managed_user_id, id, name, _valid_from) VALUES (7, 1, 'Cafe\u{301}', 2)",
        ])
        let update = try #require(try Self.changes(history, HistorySelection(table: "roles")).last)
        #expect(update.changedPlaces.map { update.table.columns[$0] } == ["name"])
        #expect(StoredValue.text("Caf\u{E9}") != .text("Cafe\u{301}") && Set([StoredValue.text("\u{E9}"), .text("e\u{301}")]).count == 2)
    }

    @Test("keys that differ in their spelling, or behind a NUL, are two objects, each with its own life")
    func keys() throws {
        let names = ["caf\u{E9}", "cafe\u{301}", "k\0a", "k\0b"]
        let rows = names.map { "(7, \(Self.literal($0)), \(Self.literal("v\0" + $0)), 2)" }
        let (history, _) = try PastMirror.history([
            "INSERT INTO properties (managed_user_id, name, value, _valid_from) VALUES \(rows.joined(separator: ", "))"
        ])
        let properties = try #require(history.tables.first { $0.name == "properties" })
        let value = try #require(properties.columns.firstIndex(of: "value"))
        for name in names {
            let json = #"{"managed_user_id":7,"name":"\#(name.replacing("\0", with: "\\u0000"))"}"#
            let key = try #require(ObjectKey(json))
            let objects = try history.objects(key, in: properties, limit: 9)
            #expect(objects == [[.integer(7), .text(name)]])
            let versions = try history.versions(of: objects[0], in: properties, withMeasures: false)
            #expect(versions.map { $0.row[value] } == [.text("v\0" + name)])
            let found = try Self.changes(history, HistorySelection(table: "properties", key: key))
            #expect(found.map { $0.row[value] } == [.text("v\0" + name)])
        }
    }

    @Test("before and after are whole, also behind a NUL; so are a difference and a customer's name")
    func values() throws {
        let (history, _) = try PastMirror.history([
            """
            INSERT INTO roles_history (managed_user_id, id, name, _valid_from, _valid_to, _closed_by)
            VALUES (7, 1, \(Self.literal("a\0old")), 1, 2, 'update')
            """,
            "INSERT INTO roles (managed_user_id, id, name, _valid_from) VALUES (7, 1, \(Self.literal("a\0new")), 2)",
            "UPDATE managed_users SET name = \(Self.literal("Acme\0Inc")) WHERE id = 7",
        ])
        let update = try #require(try Self.changes(history, HistorySelection(table: "roles")).last)
        let place = try #require(update.table.columns.firstIndex(of: "name"))
        #expect(update.before?[place] == .text("a\0old") && update.after?[place] == .text("a\0new") && update.changedPlaces == [place])
        #expect(update.customerName == "Acme\0Inc")
        var counts: [History.DifferenceCount] = []
        try history.difference(from: 1, to: 4, of: HistorySelection(table: "roles"), counted: { counts = $0 }, each: { _ in true })
        #expect(counts.map(\.updated) == [1])
    }

    @Test("a slash before a combining character separates a key's parts")
    func slashes() {
        #expect(ObjectKey("7/\u{301}x") == .parts(["7", "\u{301}x"]))
    }
}
