import Catalog
import Foundation
import Simulator
import Store
import Sync
import Synchronization
import Testing

/// Answers that contradict themselves, or errors that look like listings. None of them proves that anything is gone.
@Suite struct ContradictionTests {
    /// What a path answers for its first page, until it is told to answer something else. Further pages are empty.
    final class Script: Sendable {
        private let bodies: Mutex<[String: [UInt8]]>

        init(_ bodies: [String: String]) { self.bodies = Mutex(bodies.mapValues { Array($0.utf8) }) }

        func answer(_ path: String, _ body: String) { answer(path, Array(body.utf8)) }
        func answer(_ path: String, _ body: [UInt8]) { bodies.withLock { $0[path] = body } }

        var server: OtherServer {
            var server = OtherServer()
            for path in bodies.withLock({ Array($0.keys) }) {
                server.answers[path] = { query in
                    let isFirst = (Int(query["page"] ?? "1") ?? 1) <= 1 && query["since_id"] == nil
                    return isFirst ? PlayedAnswer(200, body: self.bodies.withLock { $0[path] ?? [] }) : OtherServer.nothing
                }
            }
            return server
        }
    }

    static let customers = "/api/managed_users"
    static let connections = "/api/managed_users/7/connections"
    static let properties = "/api/managed_users/7/properties"
    static let usage = "/api/managed_users/usage"

    static func script() -> Script {
        let list = (1...15).map { #"{"id":\#($0),"name":"c\#($0)"}"# }.joined(separator: ",")
        return Script([
            customers: #"{"result":[\#(list)],"count":15}"#,
            connections: #"{"result":[{"id":71,"name":"a"},{"id":72,"name":"b"}]}"#,
            properties: #"{"result":{"message":"hello","url":"x"}}"#,
            usage: #"{"result":{"7":{"2026-09":100,"2026-10":5}}}"#,
        ])
    }

    /// Syncs once, changes an answer, syncs again, and gives the second run's outcome.
    private func secondRun(
        _ path: String, _ body: String, _ check: (SyncRun.Outcome, Harness) throws -> Void
    ) async throws {
        let script = Self.script()
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            #expect(try await harness.sync(simulator).run.state == .complete)
            script.answer(path, body)
            try check(try await harness.sync(simulator), harness)
        }
    }

    private static let lists = [
        #"{"errors":[{"code":"internal","title":"Backend timeout"}],"result":[]}"#,
        #"{"success":false,"message":"…","result":[]}"#, #"{"result":[],"count":15,"page":1,"per_page":100}"#,
        #"{"result":[],"items":[{"id":1}]}"#, #"{"result":[{"id":1}],"result":[]}"#, #"{"message":"Backend timeout","items":[]}"#,
        #"{"result":{"items":[],"count":15}}"#, #"{"result":[{"id":71}],"total":2.0}"#, #"{"result":[],"status":"error"}"#,
        #"{"result":[{"id":71,"id":72}]}"#,
    ]

    @Test("nothing is deleted on such an answer; it is kept, and the run says so", arguments: [customers, connections], lists)
    func contradiction(path: String, body: String) async throws {
        try await secondRun(path, body) { outcome, harness throws in
            #expect(outcome.run.state == .partial)
            #expect(outcome.run.deletes == 0)
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users WHERE id <= 15") == [["n": "15"]])
            #expect(try harness.rows("SELECT count(*) AS n FROM connections") == [["n": "2"]])
            #expect(outcome.run.resources.map(\.drifted).reduce(0, +) == 1)
            let kept = try harness.rows("SELECT CAST(body AS TEXT) AS b FROM drift_observations")
            #expect(kept.count == 1)
            let whole = body.contains(#""id":71,"id":72"#) ? #"{"id":71,"id":72}"# : body
            #expect(kept.first?["b"] == whole)
        }
    }

    @Test("a list of customers that comes back empty deletes nothing: refused, and allowed where that is asked for")
    func noCustomers() async throws {
        let script = Self.script()
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            script.answer(Self.customers, #"{"result":[]}"#)
            let refused = try await harness.sync(simulator).run
            #expect(refused.state == .refused)
            #expect(refused.refusals.map { [$0.resource, "\($0.gone)", "\($0.live)"] } == [["managed_users", "15", "15"]])
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users") == [["n": "15"]])
            let allowed = try await harness.sync(simulator) { $0.allowedDeletes = .all }.run
            #expect(allowed.state == .complete && allowed.refusals == [])
            #expect(try harness.rows("SELECT count(*) AS n FROM managed_users") == [["n": "0"]])
            #expect(try harness.rows("SELECT count(*) AS n FROM connections") == [["n": "0"]])
        }
    }

    @Test("one customer is as much as many: the guard's twenty rows do not let it go")
    func oneCustomer() async throws {
        let script = Script([Self.customers: #"[{"id":7}]"#])
        try await script.server.run { simulator async throws in
            let harness = try Harness()
            try await harness.sync(simulator)
            script.answer(Self.customers, "[]")
            #expect(try await harness.sync(simulator).run.state == .refused)
            #expect(try harness.rows("SELECT id FROM managed_users") == [["id": "7"]])
        }
    }

    @Test(
        "an error in the place of properties leaves them as they are",
        arguments: [
            #"{"message":"Unauthorized"}"#, #"{"success":false,"message":"no"}"#, #"{"result":null}"#, #"{"error":"forbidden"}"#,
            #"{"success":false,"result":{"url":"y"}}"#, #"{"message":"Server error","id":"c0ffee"}"#,
            #"{"result":{"a":"1","a":"2"}}"#, #"{"result":"Unauthorized"}"#, "null", #""Unauthorized""#,
        ])
    func properties(body: String) async throws {
        try await secondRun(Self.properties, body) { outcome, harness throws in
            #expect(outcome.run.state == .partial && outcome.run.deletes == 0 && outcome.run.inserts == 0)
            let rows = try harness.rows("SELECT name, value FROM properties ORDER BY name")
            #expect(rows == [["name": "message", "value": "hello"], ["name": "url", "value": "x"]])
            #expect(try harness.rows("SELECT CAST(body AS TEXT) AS b FROM drift_observations") == [["b": body]])
        }
    }

    @Test(
        "what can be read of usage is published, and what cannot is told",
        arguments: [
            #""1,790""#, "1790.5", "9223372036854775808", #"{"x":1}"#, #""many""#, "true", "-1", "[]", #"[7]"#, "{}", "1e999", #""""#,
        ])
    func usage(value: String) async throws {
        try await secondRun(Self.usage, #"{"result":{"7":{"2026-09":101,"2026-10":\#(value)}}}"#) { outcome, harness throws in
            #expect(outcome.run.state == .partial)
            #expect(outcome.run.resources.first { $0.resource == "task_usage" }?.drifted == 1)
            let rows = try harness.rows("SELECT month, task_count FROM task_usage ORDER BY month")
            #expect(rows == [["month": "2026-09", "task_count": "101"], ["month": "2026-10", "task_count": "5"]])
            #expect(try harness.rows("SELECT 1 FROM drift_observations").count == 1)
        }
    }

    @Test("whole numbers are counts however they are written", arguments: ["1790.0", #""1790.0""#, #"" 1790 ""#, "1.79E+3", "1790"])
    func wholeUsage(value: String) async throws {
        try await secondRun(Self.usage, #"{"result":{"7":{"2026-10":\#(value)}}}"#) { outcome, harness throws in
            #expect(outcome.run.state == .complete)
            #expect(try harness.rows("SELECT task_count AS n FROM task_usage WHERE month = '2026-10'") == [["n": "1790"]])
        }
    }

    @Test(
        "a month that is none, a customer who is none, two counts, and an error: told each, and none of them believed",
        arguments: [
            #"{"result":{"7":{"2026-09":100,"2026-13":1}}}"#, #"{"result":[{"id":7,"month":"2026-13","task_count":1}]}"#,
            #"{"result":[{"id":7,"year":2026,"month":13,"tasks":1}]}"#, #"{"2026-09":{"7":100,"nobody":1}}"#,
            #"{"result":{"7":{"2026-09":100,"2026-09":1}}}"#, #"{"success":false,"result":{"7":{"2026-09":1}}}"#,
            #"{"result":{"7":{"2026":{"09":1}}}}"#, #"{"result":[{"id":7,"month":"2026-09"}]}"#, #"{"result":{"7":{"September 2026x":1}}}"#,
        ])
    func unreadUsage(body: String) async throws {
        try await secondRun(Self.usage, body) { outcome, harness throws in
            #expect(outcome.run.state == .partial)
            let rows = try harness.rows("SELECT month, task_count FROM task_usage ORDER BY month")
            #expect(rows == [["month": "2026-09", "task_count": "100"], ["month": "2026-10", "task_count": "5"]])
        }
    }

    @Test(
        "what stands beside the counts is no complaint",
        arguments: [
            #"{"count":1,"time_zone":"Pacific","result":{"7":{"2026-09":7,"2026-08":null}}}"#,
            #"{"result":[{"id":7,"name":"x","plan":"p","limit":9,"usage":{"2026-09":7}}]}"#,
            #"{"from":"2025-12-01","result":[{"id":7,"month":"2026-09","task_count":7,"job_count":3.5}]}"#,
        ])
    func beside(body: String) async throws {
        try await secondRun(Self.usage, body) { outcome, harness throws in
            #expect(outcome.run.state == .complete)
            #expect(try harness.rows("SELECT task_count AS n FROM task_usage WHERE month = '2026-09'") == [["n": "7"]])
        }
    }
}
