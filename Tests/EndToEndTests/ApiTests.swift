import Foundation
import Testing

@Suite("api", .serialized)
struct ApiTests {
    @Test("prints the answer as the API gave it, and sends parameters") func get() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("api", "/api/managed_users")
            #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(run.output == (try await scene.call("GET", "/api/managed_users")))
            let customer = try await scene.customers()[0].id
            try await scene.call("POST", "/api/managed_users/\(customer)/properties", #"{"properties":{"a b&c.x":"1","other":"2"}}"#)
            let found = try await scene.mirror("api", "managed_users/\(customer)/properties", "-p", "prefix=a b&c.")
            #expect(found.text == #"{"result":{"a b&c.x":"1"}}"#, "\(found.errors)")
        }
    }

    @Test("walks a listing to its end with --paginate: all records, each once, as one array") func paginate() async throws {
        try await Scene.play(["--customers", "230", "--recipes", "0", "--connections", "0", "--lookup-tables", "0"]) { scene in
            let run = try await scene.mirror("api", "managed_users", "--paginate")
            #expect(run.code == 0, "\(run.errors)")
            let records = try JSONDecoder().decode([Scene.Customer].self, from: run.output).map(\.id)
            var all: [Int64] = []
            for page in 1...3 {
                all += try await scene.list("/api/managed_users?page=\(page)&per_page=100", of: Scene.Customer.self).map(\.id)
            }
            #expect(records == all && Set(all).count == 230)
        }
    }

    @Test("sends nothing that could write without --allow-writes, and ends with 64", arguments: ["POST", "put", "PATCH", "DELETE"])
    func writesAskFirst(method: String) async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("api", "managed_users", "--method", method, "--field", "name=Acme")
            #expect(run.code == 64 && run.errors.contains("--allow-writes") && run.output.isEmpty, "\(run.code) \(run.errors)")
            #expect(try await scene.requests() == 0)
        }
    }

    @Test("writes with --allow-writes what --field, --body and stdin say") func writes() async throws {
        try await Scene.play { scene in
            let fields = ["--field", "name=Acme \"Ltd\"", "--field", "notification_email=ops@acme.example", "--field", "task_limit:=250"]
            let created = try await scene.start(["api", "managed_users", "--method", "POST", "--allow-writes"] + fields).finish()
            let id = try JSONDecoder().decode(Scene.Customer.self, from: created.output).id
            #expect(created.code == 0 && created.text.contains(#""task_limit":250"#), "\(created.text)\(created.errors)")
            try Data(#"{"name":"From a file"}"#.utf8).write(to: scene.folder.appending(path: "body.json"))
            for (body, name) in [("--body body.json", "From a file"), ("--body - <<'E'\n{\"name\":\"From stdin\"}\nE", "From stdin")] {
                let run = try await scene.shell("workato-mirror api managed_users/\(id) --method PUT --allow-writes \(body)")
                #expect(run.code == 0 && run.text.contains("\"name\":\"\(name)\""), "\(run.text)\(run.errors)")
            }
            #expect(try await scene.customers().first { $0.id == id }?.name == "From stdin")
        }
    }

    @Test("says what is not found, asks once, and prints nothing") func notFound() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror("api", "managed_users/1/recipes")
            #expect(run.code == 69 && run.output.isEmpty, "\(run.code)")
            #expect(
                run.errors.contains("GET /api/managed_users/1/recipes: not found (404)") && run.errors.contains("\nhint: "), "\(run.errors)"
            )
            #expect(try await scene.requestsByPath() == ["GET /api/managed_users/1/recipes": 1])
        }
    }

    @Test("sends a write exactly once, whatever the answer, and a question up to five times") func once() async throws {
        try await Scene.play { scene in
            for fault in ["500 retry-after=0", "429 retry-after=0", "reset", "truncate"] {
                let before = try await scene.requestsByPath()
                try await scene.fail("* /api/managed_users always \(fault)")
                let write = try await scene.mirror(
                    "api", "managed_users", "--method", "POST", "--allow-writes", "--field", "name=A", "--field", "notification_email=a@b.c"
                )
                #expect(write.code != 0 && write.output.isEmpty && !write.errors.isEmpty, "\(fault): \(write.code) \(write.errors)")
                let after = try await scene.requestsByPath()
                #expect(after["POST /api/managed_users", default: 0] - before["POST /api/managed_users", default: 0] == 1, "\(fault)")
            }
            try await scene.fail("GET /api/managed_users always 500 retry-after=0")
            let read = try await scene.mirror("api", "managed_users")
            #expect(read.code == 69 && read.errors.contains("(500)"), "\(read.code) \(read.errors)")
            #expect(try await scene.requestsByPath()["GET /api/managed_users"] == 5)
        }
    }
}
