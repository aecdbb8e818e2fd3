import Foundation
import GRDB
import Simulator
import Store
import Testing

/// Texts that a server may send, although no person would choose such names.
@Suite("Odd texts in an answer") struct OddTextTests {
    private static func server() -> OtherServer {
        var server = OtherServer()
        server.on("/api/managed_users", #"{"result":[{"id":7,"name":"Acme"}],"count":1}"#)
        return server
    }

    @Test("a quote before a combining character, in a label and in a name, keeps nothing from being published")
    func quotes() async throws {
        var server = Self.server()
        server.on(
            "/api/managed_users/7/lookup_tables",
            #"{"result":[{"id":9,"name":"C\"\u0301 */ x","schema":"[{\"label\":\"\\\"API\\\"\u200c\u0647\u0627'\u0301\",\"name\":\"col1\"}]"}],"count":1}"#
        )
        server.on(
            "/api/managed_users/7/lookup_tables/9/rows",
            #"{"result":[{"id":1,"data":{"\"API\"\u200c\u0647\u0627'\u0301":"found"}}],"count":1}"#)
        try await server.run { simulator async throws in
            let harness = try Harness()
            let outcome = try await harness.sync(simulator)
            #expect(outcome.run.state == .complete && outcome.run.omittedViews == [])
            let view = try harness.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%'")
            #expect(view == [["name": "lookup_C\"\u{301} */ x"]])
            let rows = try harness.rows("SELECT * FROM \"lookup_C\"\"\u{301} */ x\"")
            #expect(rows.first?["\"API\"\u{200C}\u{647}\u{627}'\u{301}"] == "found")
        }
    }

    @Test("keys that differ behind a NUL, or in the spelling of é, are two rows; the one that goes is the one that is gone")
    func keys() async throws {
        func properties(_ names: [String]) -> String { "{\"result\":{\(names.map { "\"\($0)\":\"v\"" }.joined(separator: ","))}}" }
        var server = Self.server()
        let names = [#"k\u0000a"#, #"k\u0000b"#, #"caf\u00e9"#, #"cafe\u0301"#]
        server.on("/api/managed_users/7/properties", properties(names))
        let harness = try Harness()
        try await server.run { simulator async throws in try await harness.sync(simulator) }
        let all = "SELECT hex(name) AS name FROM properties ORDER BY 1"
        let hex = ["63616665CC81", "636166C3A9", "6B0061", "6B0062"]
        #expect(try harness.rows(all).map { $0["name"] } == hex)
        server.on("/api/managed_users/7/properties", properties([names[0], names[3]]))
        try await server.run { simulator async throws in try await harness.sync(simulator) { $0.allowedDeletes = .all } }
        #expect(try harness.rows(all).map { $0["name"] } == [hex[0], hex[2]])
        var gone: [String] = []
        try History(harness.path).changes(in: 2...2, of: HistorySelection(table: "properties")) { _, object in
            guard case .text(let name) = object.row[object.table.keyPlaces[1]] else { return }
            gone.append("\(object.operation) \(name)")
        }
        #expect(gone.map { Array($0.utf8) } == ["delete caf\u{E9}", "delete k\0b"].map { Array($0.utf8) })
    }

    @Test("a user's trigger or view is in nobody's way, and a publish that failed is not failed for ever")
    func usersObjects() async throws {
        let server = Self.server()
        let harness = try Harness()
        try await server.run { simulator async throws in
            try await harness.sync(simulator)
            try harness.write("UPDATE managed_users SET name = 'old'; DELETE FROM record_digests")
            try harness.write("CREATE TRIGGER theirs AFTER UPDATE ON managed_users BEGIN SELECT RAISE(ABORT, 'no'); END")
            await #expect(throws: StoreError.self) { try await harness.sync(simulator) }
            try harness.write("DROP TRIGGER theirs")
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.rows("SELECT name FROM managed_users") == [["name": "Acme"]])
        }
    }
}
