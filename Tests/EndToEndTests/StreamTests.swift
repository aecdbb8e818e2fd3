import Foundation
import Testing

/// What a shell may do to a program's streams.
@Suite("A stream that cannot be written", .serialized)
struct StreamTests {
    /// Commands that say something on stderr, and how each ends.
    private static let speaking: [(line: String, code: Int32)] = [
        ("sync", 0), ("sync --db missing/folder/x.db", 74), ("sync --only recipies", 64), ("query no-such-report", 64),
        ("query --sql 'SELECT FROM x'", 64), ("query sync-health --db missing.db", 74), ("synk", 64), ("api nothing/here", 69),
        ("--help", 0), ("query --help", 0), ("schema nowhere", 64),
    ]

    @Test("is no matter if it is stderr: what cannot be said is dropped, and the exit code stays") func stderr() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            for (line, code) in Self.speaking {
                for away in ["2>&-", "2>/dev/full", "2</dev/null", "2>&- >&- <&-"] {
                    let wanted = away.contains(">&- <") && line.hasSuffix("--help") ? 74 : code
                    let run = try await scene.shell("workato-mirror \(line) \(away)")
                    #expect(run.code == wanted && run.errors.isEmpty, "\(line) \(away): \(run.code) \(run.errors)")
                }
                #expect(try await withoutReader(scene, "workato-mirror \(line) 2>&1 >/dev/null") == "\(code)\n", "\(line)")
            }
            #expect(try scene.rows("SELECT DISTINCT state FROM sync_runs") == [["complete"]])
            // What would have been said went into no file that was opened in its place.
            #expect(try scene.filesHolding(["workato-mirror: ", "inserted, "]).allSatisfy { !$0.hasPrefix("mirror.db") })
        }
    }

    @Test("is no matter to a sync that ends partial, which is published all the same", arguments: ["2>&-", "2>/dev/full"])
    func partial(away: String) async throws {
        try await Scene.play(["--fault", "GET /api/managed_users/*/connections first 1 403"]) { scene in
            let run = try await scene.shell("workato-mirror sync \(away)")
            #expect(run.code == 75 && run.everything.isEmpty, "\(run.code) \(run.errors)")
            #expect(try scene.rows("SELECT state FROM sync_runs") == [["partial"]])
        }
    }

    @Test("is no matter to a poller, which goes on", arguments: ["2>&-", "2>/dev/full"]) func poller(away: String) async throws {
        try await Scene.play { scene in
            async let ended = scene.shell("echo $$ >pid; exec workato-mirror sync --every 1s \(away)")
            try await wait(until: "two runs are published") {
                scene.exists("mirror.db") && (try? scene.rows("SELECT count(*) >= 2 FROM sync_runs")) == [["1"]]
            }
            let pid = try String(contentsOf: scene.folder.appending(path: "pid"), encoding: .utf8).trimmingCharacters(in: .newlines)
            kill(try #require(Int32(pid)), SIGTERM)
            #expect(try await ended.code == 0)
        }
    }

    /// Commands that write to stdout.
    private static let writing = [
        "api managed_users", "api managed_users --paginate", "status", "status --format json", "status --format csv", "schema",
        "schema --format json", "config", "config --format json", "--help", "help sync", "sync --help", "--version", "query",
        "query --format json", "query sync-health", "query sync-health --describe", "query sync-health --format table",
        "query --sql 'SELECT 1' --format json", "changes", "changes --format table", "changes --run 1 --format csv",
        "changes --format jsonl",
        "diff 1 2", "diff 1 2 --format table", "diff 1 2 --counts --format csv", "history managed_users ID",
        "history managed_users ID --format table",
        "datasette", "sync --plan", "--generate-completion-script bash", "query sync-health --format csv --output /dev/full",
    ]

    @Test("is 74 with one sentence if it is stdout", arguments: [">/dev/full", ">&-"]) func stdout(away: String) async throws {
        try await Scene.play { scene in
            try await scene.sync()
            _ = try await scene.change()
            try await scene.sync()
            let customer = try await scene.customers()[0].id
            for command in Self.writing {
                let line = command.replacing("ID", with: "\(customer)")
                guard !(line.contains("--output") && away == ">&-") else { continue }
                let run = try await scene.shell("workato-mirror \(line) \(away)")
                #expect(run.code == 74, "\(line): \(run.code) \(run.errors)")
                #expect(run.errors.hasPrefix("workato-mirror: cannot write ") && run.errors.contains("\nhint: "), "\(line): \(run.errors)")
                #expect(run.errors.split(separator: "\n").count == 2, "\(line): \(run.errors)")
            }
        }
    }

    @Test("may have a reader that has seen enough, whatever the command") func closedPipe() async throws {
        try await Scene.play { scene in
            try await scene.sync()
            for command in ["schema --format json", "api managed_users", "--help", "config", "status", "query", "datasette", "sync --plan"]
            {
                #expect(try await withoutReader(scene, "workato-mirror \(command) 2>said") == "0\n", "\(command)")
                #expect(try Data(contentsOf: scene.folder.appending(path: "said")).isEmpty, "\(command)")
            }
        }
    }

    /// Runs a command into a pipe whose reader has gone before the command begins.
    ///
    /// - Returns: its exit code, as a line.
    private func withoutReader(_ scene: Scene, _ command: String) async throws -> String {
        let line = "rm -f gone; mkfifo gone; { read gone <gone; { \(command); }; echo $? >code; } | { exec <&-; echo gone >gone; }; rm gone"
        let run = try await scene.shell(line)
        guard run.code == 0 else { throw Unexpected(run) }
        return try String(contentsOf: scene.folder.appending(path: "code"), encoding: .utf8)
    }

    @Test("nor read: stdin that is closed, or a folder, is an error and no crash", arguments: ["<&-", "<."]) func stdin(away: String)
        async throws
    {
        try await Scene.play { scene in
            try await scene.sync()
            for line in ["query -", "api managed_users --method POST --allow-writes --body -"] {
                let run = try await scene.shell("workato-mirror \(line) \(away)")
                #expect(run.code == 74 && run.errors.hasPrefix("workato-mirror: cannot read stdin"), "\(line): \(run.code) \(run.errors)")
            }
        }
    }
}
