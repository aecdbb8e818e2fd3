import Foundation
import Simulator
import Sync
import Testing

/// A record that no text can hold costs only itself, in any resource.
@Suite struct PoisonTests {
    private typealias Script = ContradictionTests.Script

    static let names: [(json: [UInt8], stored: String, extra: String?)] = [
        (Array(#"cut \ud83d"#.utf8), "cut \u{FFFD}", #"{"name":"cut \ud83d"}"#),
        (Array("caf".utf8) + [0xE9], "caf\u{FFFD}", #"{"name":"caf\udce9"}"#), (Array("a\tb".utf8), "a\tb", nil),
        (Array(#"a\u0000b"#.utf8), "a\0b", nil),
    ]

    private func body(_ name: [UInt8]) -> [UInt8] {
        Array(#"{"result":[{"id":1,"name":"before"},{"id":2,"name":""#.utf8) + name + Array(#""},{"id":3,"name":"after"}]}"#.utf8)
    }

    @Test("U+FFFD is stored and the text as it came is kept; the other records are as ever", arguments: 0..<4)
    func poison(index: Int) async throws {
        let (json, stored, extra) = Self.names[index]
        for (path, table) in [("/api/managed_users", "managed_users"), ("/api/managed_users/1/connections", "connections")] {
            let script = Script(["/api/managed_users": #"[{"id":1},{"id":2},{"id":3}]"#, "/api/managed_users/1/connections": "[]"])
            script.answer(path, body(json))
            try await script.server.run { simulator async throws in
                let harness = try Harness()
                #expect(try await harness.sync(simulator).run.state == .complete)
                let errors = try harness.rows("SELECT resource, scope, error FROM sync_scopes WHERE error IS NOT NULL")
                #expect(errors == [])
                let rows = try harness.rows("SELECT id, hex(name) AS name, _extra FROM \(table) ORDER BY id")
                #expect(rows.map { $0["id"] } == ["1", "2", "3"])
                #expect(rows[1]["name"] == stored.utf8.map { String(format: "%02X", $0) }.joined())
                #expect(rows[1]["_extra"] == extra)
                // The others come and go as usual.
                script.answer(path, Array(#"{"result":[{"id":2,"name":""#.utf8) + json + Array(#""},{"id":3,"name":"new"}]}"#.utf8))
                let second = try await harness.sync(simulator).run
                #expect(second.state == .complete)
                #expect(try harness.rows("SELECT id FROM \(table) ORDER BY id").map { $0["id"] } == ["2", "3"])
            }
        }
    }

    @Test("a byte order mark, and what is nested too deep, cost nothing")
    func markAndDepth() async throws {
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        let list = #"[{"id":1,"whitelisted_apps":["slack"]},{"id":2,"whitelisted_apps":\#(deep)}]"#
        let script = Script(["/api/managed_users": "\u{FEFF}" + list])
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            let errors = try harness.rows("SELECT resource, scope, error FROM sync_scopes WHERE error IS NOT NULL")
            #expect(errors == [])
            #expect(try harness.rows("SELECT id FROM managed_users ORDER BY id") == [["id": "1"], ["id": "2"]])
            #expect(try harness.rows("SELECT app FROM managed_user_apps WHERE managed_user_id = 1") == [["app": "slack"]])
        }
    }

    @Test("usage is read through a byte order mark, raw tabs, bytes that are no text and half of a pair")
    func usage() async throws {
        let script = Script(["/api/managed_users": #"[{"id":7,"external_id":"e"}]"#, "/api/managed_users/usage": ""])
        let head = Array("\u{FEFF}".utf8) + Array(#"{"result":[{"id":7,"name":"cut \ud83d "#.utf8)
        let body = head + [0xE9, 0x09] + Array(#"","month":"2026-09","tasks":5}]}"#.utf8)
        script.answer("/api/managed_users/usage", body)
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            #expect(try harness.rows("SELECT month, task_count AS n FROM task_usage") == [["month": "2026-09", "n": "5"]])
            let kept = #"{"result":[{"id":7,"name":"cut \ud83d \udce9\u0009","month":"2026-09","tasks":5}]}"#
            #expect(try harness.rows("SELECT body FROM usage_observations") == [["body": kept]])
        }
    }

    @Test("whole numbers are integers however they are written, as keys and as references too")
    func wholeNumbers() async throws {
        let script = Script([
            "/api/managed_users": #"[{"id":12.0,"task_limit":7E+3,"active_connection_limit":1.5,"trial":1.0}]"#,
            "/api/managed_users/12/recipes":
                #"[{"id":1.2e1,"folder_id":"5","config":[{"keyword":"application","provider":"x","account_id":77.0}]}]"#,
        ])
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            let customers = try harness.rows("SELECT id, task_limit, active_connection_limit AS l, trial, _extra FROM managed_users")
            #expect(
                customers == [
                    ["id": "12", "task_limit": "7000", "l": nil, "trial": "1", "_extra": #"{"active_connection_limit":1.5}"#]
                ])
            let used = try harness.rows("SELECT recipe_id, connection_id FROM recipe_connections")
            #expect(used == [["recipe_id": "12", "connection_id": "77"]])
        }
    }
}
