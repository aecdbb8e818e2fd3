import Catalog
import Testing

@testable import Store

/// From a page's bytes to rows: what the server answers stands above, what the mirror holds then below.
@Suite("Pages in, rows out") struct PublishTests {
    private static let acme = #"[{"id":7,"name":"Acme"}]"#
    private static let connections = "SELECT id, name, _extra, _valid_from FROM connections ORDER BY id"
    private static let connectionsPast =
        "SELECT id, name, _valid_from, _valid_to, _closed_by FROM connections_history ORDER BY id, _valid_to"

    @Test("a record that is new, one that has changed, one that has not and one that is gone")
    func changes() async throws {
        let mirror = try FedMirror()
        #expect(
            try await mirror.run(
                .customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#, #"[{"id":3,"name":"c"}]"#)
            ).counts == "complete +4 ~0 -0")
        #expect(
            try await mirror.run(
                .customers(Self.acme), .seven(.connections, #"[{"id":2,"name":"B"},{"id":3,"name":"c"},{"id":4,"name":"d"}]"#)
            )
            .counts == "complete +1 ~1 -1")
        #expect(try mirror.table(Self.connections) == "2 | B | NULL | 2\n3 | c | NULL | 1\n4 | d | NULL | 2")
        #expect(try mirror.table(Self.connectionsPast) == "1 | a | 1 | 2 | delete\n2 | b | 1 | 2 | update")
        #expect(
            try mirror.changes("run_id = 2") == """
                2 | delete | connections | {"managed_user_id":7,"id":1} | \("")
                2 | update | connections | {"managed_user_id":7,"id":2} | ["name"]
                2 | insert | connections | {"managed_user_id":7,"id":4} | \("")
                """)
    }

    @Test("as of each run there is what there was then")
    func asOf() async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#))
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":2,"name":"B"}]"#))
        try await mirror.run(.customers("[]"), allowing: .all)
        #expect(try mirror.table(Self.connections, asOf: 1) == "1 | a | NULL | 1\n2 | b | NULL | 1")
        #expect(try mirror.table(Self.connections, asOf: 2) == "2 | B | NULL | 2")
        #expect(try mirror.table(Self.connections, asOf: 3) == "")
    }

    @Test("the same record in other JSON is no change; neither is another order of its fields")
    func otherText() async throws {
        let mirror = try FedMirror()
        try await mirror.run(
            .customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a","folder_id":5,"created_at":"2024-01-01T00:00:00Z"}]"#))
        let other = #"[ {"created_at": "2024-01-01T01:00:00.000+01:00", "folder_id": "5", "name": "\u0061", "id": 1.0} ]"#
        #expect(try await mirror.run(.seven(.connections, other)).counts == "complete +0 ~0 -0")
        #expect(
            try mirror.table("SELECT id, name, folder_id, created_at, _valid_from FROM connections")
                == "1 | a | 5 | 2024-01-01T00:00:00.000Z | 1")
    }

    @Test("counters have a history of their own, and leave that of their recipe quiet")
    func measures() async throws {
        let mirror = try FedMirror()
        try await mirror.run(
            .customers(Self.acme), .seven(.recipes, #"[{"id":1,"name":"r","lifetime_task_count":5,"job_failed_count":0}]"#))
        try await mirror.run(.seven(.recipes, #"[{"id":1,"name":"r","lifetime_task_count":9,"job_failed_count":0}]"#))
        #expect(try mirror.table("SELECT id, name, _valid_from FROM recipes") == "1 | r | 1")
        #expect(
            try mirror.table("SELECT recipe_id, lifetime_task_count, job_failed_count, _valid_from FROM recipe_activity") == "1 | 9 | 0 | 2"
        )
        #expect(try mirror.table("SELECT lifetime_task_count, _valid_from, _valid_to FROM recipe_activity_history") == "5 | 1 | 2")
        #expect(try mirror.table("SELECT count(*) FROM recipes_history") == "0")
    }

    @Test("every version of a recipe's code is kept once, also when an older one comes back and when the recipe goes")
    func versions() async throws {
        let mirror = try FedMirror()
        func recipe(_ version: Int, _ code: String) -> FedMirror.Listing {
            .seven(.recipes, #"[{"id":1,"version_no":\#(version),"code":"\#(code)"}]"#)
        }
        try await mirror.run(.customers(Self.acme), recipe(1, "one"))
        try await mirror.run(recipe(2, "two"))
        try await mirror.run(recipe(1, "one"))
        try await mirror.run(.seven(.recipes, "[]"))
        #expect(
            try mirror.table("SELECT recipe_id, version_no, code, substr(code_sha256, 1, 8), _valid_from FROM recipe_versions ORDER BY 2")
                == """
                1 | 1 | one | 7692c3ad | 1
                1 | 2 | two | 3fc4ccfe | 2
                """)
        #expect(try mirror.table("SELECT count(*) FROM recipes") == "0")
    }

    @Test("the rows that follow from a record change with it")
    func children() async throws {
        let mirror = try FedMirror()
        func recipe(_ fields: String) -> FedMirror.Listing { .seven(.recipes, #"[{"id":1,\#(fields)}]"#) }
        try await mirror.run(
            .customers(Self.acme),
            recipe(
                #""trigger_application":"clock","action_applications":["mail","mail","sheet"],"config":[{"keyword":"application","provider":"mail","account_id":"5"}]"#
            ))
        let applications = "SELECT application, role, _valid_from FROM recipe_applications ORDER BY 1"
        #expect(try mirror.table(applications) == "clock | trigger | 1\nmail | action | 1\nsheet | action | 1")
        #expect(try mirror.table("SELECT connection_id, provider, keyword FROM recipe_connections") == "5 | mail | application")
        try await mirror.run(recipe(#""trigger_application":"clock","action_applications":["sheet","jira"],"config":[]"#))
        #expect(try mirror.table(applications) == "clock | trigger | 1\njira | action | 2\nsheet | action | 1")
        #expect(
            try mirror.table("SELECT application, _valid_from, _valid_to, _closed_by FROM recipe_applications_history")
                == "mail | 1 | 2 | delete")
        #expect(try mirror.table("SELECT count(*) FROM recipe_connections") == "0")
    }

    @Test("a key that comes twice in one listing, as a folder does on two levels of its tree, is one row: what came last")
    func twice() async throws {
        let mirror = try FedMirror()
        let fed = try await mirror.run(
            .customers(Self.acme),
            .seven(
                .folders, #"[{"id":1,"name":"a","parent_id":9},{"id":2,"name":"b","parent_id":9}]"#, #"[{"id":2,"name":"b","parent_id":1}]"#
            ))
        #expect(fed.counts == "complete +3 ~0 -0" && fed.pages.map(\.repeated) == [0, 0, 1])
        #expect(fed.pages[1].branches == [.integer(1), .integer(2)])
        #expect(try mirror.table("SELECT id, name, parent_id FROM folders ORDER BY id") == "1 | a | 9\n2 | b | 1")
    }

    @Test("fields without a column are kept with the digits and characters that were received, and noted")
    func unknownFields() async throws {
        let mirror = try FedMirror()
        try await mirror.run(
            .customers(Self.acme),
            .seven(.connections, #"[{"colour":"r\u00e9d","id":1,"name":"a","ratio":1.10,"big":12345678901234567890,"deep":{"x":[null]}}]"#))
        #expect(
            try mirror.table(Self.connections)
                == #"1 | a | {"colour":"r\u00e9d","ratio":1.10,"big":12345678901234567890,"deep":{"x":[null]}} | 1"#)
        #expect(
            try mirror.table("SELECT field, has_column, run FROM unknown_fields ORDER BY 1")
                == "big | 0 | 1\ncolour | 0 | 1\ndeep | 0 | 1\nratio | 0 | 1")
    }

    @Test(
        "a value that does not fit its column is kept beside it",
        arguments: [
            (#""folder_id":5"#, "5 | NULL"), (#""folder_id":"5""#, "5 | NULL"), (#""folder_id":5.0"#, "5 | NULL"),
            (#""folder_id":null"#, "NULL | NULL"),
            (#""folder_id":5.5"#, #"NULL | {"folder_id":5.5}"#), (#""folder_id":"home""#, #"NULL | {"folder_id":"home"}"#),
            (#""folder_id":"005""#, #"NULL | {"folder_id":"005"}"#), (#""folder_id":true"#, #"NULL | {"folder_id":true}"#),
            (#""folder_id":[5]"#, #"NULL | {"folder_id":[5]}"#),
            (#""folder_id":99999999999999999999"#, #"NULL | {"folder_id":99999999999999999999}"#),
        ])
    func misfits(field: String, cells: String) async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,\#(field)}]"#))
        #expect(try mirror.table("SELECT folder_id, _extra FROM connections") == cells)
    }

    @Test(
        "texts are kept to the last byte",
        arguments: [
            (#"a\u0000b"#, "6100 62"), (#"\u00e9"#, "C3A9"), ("é", "C3A9"), (#"\ud83d\ude00"#, "F09F9880"),
            (#"line\nbreak"#, "6C696E650A627265616B"),
            (#"\"'\\"#, "22275C"), ("", ""),
        ])
    func texts(json: String, hex: String) async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"\#(json)"}]"#))
        // hex() of a text stops at a NUL, that of a BLOB does not.
        #expect(try mirror.table("SELECT hex(CAST(name AS BLOB)) FROM connections") == hex.replacing(" ", with: ""))
    }

    @Test("half of a surrogate pair is U+FFFD in its column, and as it was received in _extra")
    func surrogate() async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a\ud800b"}]"#))
        #expect(try mirror.table(Self.connections) == "1 | a\u{FFFD}b | {\"name\":\"a\\ud800b\"} | 1")
    }

    @Test("a record without a usable key, or with two values in one field, is handed back as it was received; nothing is taken for gone")
    func unusable() async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#))
        let records = [#"{"name":"no key"}"#, #"{"id":"x","name":"no number"}"#, #"{"id":null}"#, #"{"id":3,"name":"c","name":"d"}"#]
        let fed = try await mirror.run(.seven(.connections, #"[{"id":1,"name":"A"},\#(records.joined(separator: ","))]"#))
        #expect(fed.unusable == records && fed.counts == "partial +0 ~1 -0")
        #expect(try mirror.table(Self.connections) == "1 | A | NULL | 2\n2 | b | NULL | 1")
    }

    @Test("more deletions than can be believed are refused; what else the run found is published")
    func refused() async throws {
        let mirror = try FedMirror()
        let many = (1...30).map { #"{"id":\#($0),"name":"a"}"# }.joined(separator: ",")
        try await mirror.run(.customers(Self.acme), .seven(.connections, "[\(many)]"))
        let few = FedMirror.Listing.seven(.connections, #"[{"id":1,"name":"changed"}]"#)
        let fed = try await mirror.run(few)
        #expect(fed.run.refusals == [Refusal(resource: "connections", gone: 29, live: 30)] && fed.counts == "refused +0 ~1 -0")
        #expect(try mirror.table("SELECT count(*), count(*) FILTER (WHERE name = 'changed') FROM connections") == "30 | 1")
        #expect(try mirror.table("SELECT scope, state FROM sync_scopes WHERE run = 2") == "managed_user_id=7 | refused")
        #expect(try await mirror.run(few, allowing: .resources(["connections"])).counts == "complete +0 ~0 -29")
    }

    @Test(
        "a listing that was not read to its end deletes nothing, and publishes what it has read",
        arguments: [ScopeEnd.failed("503"), .drift("?"), .missing("404")])
    func failed(end: ScopeEnd) async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#))
        #expect(try await mirror.run(.seven(.connections, #"[{"id":2,"name":"B"}]"#, end: end)).counts == "partial +0 ~1 -0")
        #expect(try mirror.table(Self.connections) == "1 | a | NULL | 1\n2 | B | NULL | 2")
    }

    @Test("what hangs on a customer goes with it, whether its listings are read or not; usage and code stay")
    func parentGone() async throws {
        let mirror = try FedMirror()
        let usage = FedMirror.Listing(resource: .taskUsage, pages: [#"[{"managed_user_id":7,"month":"2024-02","task_count":12}]"#])
        try await mirror.run(
            .customers(#"[{"id":7,"name":"Acme","whitelisted_apps":["jira"]},{"id":8,"name":"Böhm"}]"#), usage,
            .seven(.recipes, #"[{"id":1,"version_no":1,"code":"x","action_applications":["mail"],"lifetime_task_count":5}]"#))
        try await mirror.run(.customers(#"[{"id":8,"name":"Böhm"}]"#))
        let gone = ["managed_users", "managed_user_activity", "managed_user_apps", "recipes", "recipe_activity", "recipe_applications"]
        let closed = try gone.map { try mirror.table("SELECT '\($0)', _valid_from, _valid_to, _closed_by FROM \($0)_history") }
        #expect(
            closed == [
                "managed_users | 1 | 2 | delete", "managed_user_activity | 1 | 2 | parent", "managed_user_apps | 1 | 2 | parent",
                "recipes | 1 | 2 | parent", "recipe_activity | 1 | 2 | parent", "recipe_applications | 1 | 2 | parent",
            ])
        #expect(try mirror.table("SELECT id FROM managed_users UNION ALL SELECT managed_user_id FROM recipes") == "8")
        #expect(try mirror.table("SELECT managed_user_id, month, task_count FROM task_usage") == "7 | 2024-02 | 12")
        #expect(try mirror.table("SELECT managed_user_id, code FROM recipe_versions") == "7 | x")
    }

    @Test("a run that died is taken up: what it had listed to its end is not asked again, the rest is listed anew")
    func resumed() async throws {
        let mirror = try FedMirror()
        try await mirror.run(.customers(Self.acme), .seven(.connections, #"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#))
        try await mirror.interruptedRun(
            .customers(#"[{"id":7,"name":"ACME"}]"#), .seven(.connections, #"[{"id":1,"name":"half"}]"#, end: .failed("killed")))
        #expect(try mirror.table(Self.connections) == "1 | a | NULL | 1\n2 | b | NULL | 1")
        let fed = try await mirror.run(.customers(#"[{"id":7,"name":"not asked"}]"#), .seven(.connections, #"[{"id":1,"name":"a"}]"#))
        #expect(fed.resumedScopes == 1 && fed.counts == "complete +0 ~1 -1")
        #expect(try mirror.table("SELECT id, name, _valid_from FROM managed_users") == "7 | ACME | 2")
        #expect(try mirror.table(Self.connections) == "1 | a | NULL | 1")
    }

    @Test("a row that something else has changed is put right by a run that rechecks, and only by that")
    func rechecked() async throws {
        let mirror = try FedMirror()
        let page = FedMirror.Listing.seven(.connections, #"[{"id":1,"name":"a"}]"#)
        try await mirror.run(.customers(Self.acme), page)
        try mirror.edit("UPDATE connections SET name = 'edited'")
        #expect(try await mirror.run(page).counts == "complete +0 ~0 -0")
        #expect(try mirror.table(Self.connections) == "1 | edited | NULL | 1")
        let fed = try await mirror.run(page, rechecks: true)
        #expect(fed.run.repairs == [Repair(table: "connections", rows: 1, keys: ["7/1"], isMade: true)])
        #expect(try mirror.table(Self.connections) == "1 | a | NULL | 3")
    }
}
