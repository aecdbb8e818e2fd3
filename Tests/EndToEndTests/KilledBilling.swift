import Foundation
import SeededNumbers
import Testing

/// Closes and exports that are killed, each from the same files, and what must hold after each.
struct KilledBilling {
    let scene: Scene
    /// How many kills there were, by what they met.
    private(set) var kills: [String: Int] = [:]
    private let month = PastMonth.ago(2)
    /// How long each takes that nobody kills: where random moments are drawn from.
    private let wholeClose: Duration, wholeExport: Duration
    /// What the export must be, but for the moment of its close, and what `show` must say.
    private let expected: TimelessExport
    private let shown: Data
    /// The sizes that the log and the export reached.
    private let largestLog: Int, exportSize: Int

    /// Makes `open.db`, whose month before is closed and has corrections that wait, and `closed.db`, where the month is closed too.
    init(scene: Scene, customers: Int) async throws {
        self.scene = scene
        try scene.multiplyCustomers(to: customers)
        let earlier = PastMonth.ago(3)
        try await scene.billing("close", earlier, "--prices", "prices.csv")
        try scene.correct(earlier)
        // So that everything is in the file, and a copy is whole.
        _ = try scene.changing("PRAGMA wal_checkpoint(TRUNCATE)", in: "mirror.db")
        try scene.copy("mirror.db", to: "open.db")
        try scene.copy("mirror.db", to: "closed.db")
        let month = month
        (wholeClose, largestLog) = try await Self.watchingClose(of: month, scene)
        wholeExport = try await Duration.measured { try await scene.billing("export", month, "--output", "expected", db: "closed.db") }
        let export = try scene.exported("expected")
        exportSize = export.values.reduce(0) { $0 + $1.count }
        expected = TimelessExport(export, closedAt: try scene.closedAt(month, in: "closed.db"))
        shown = try await scene.billing("show", month, "--format", "csv", db: "closed.db").output
        #expect(export.count == 10 && shown.count > 100_000)
        #expect(try scene.rows("SELECT count(*) FROM billing_adjustments WHERE month = '\(month)'", in: "closed.db") != [["0"]])
    }

    private static func watchingClose(of month: String, _ scene: Scene) async throws -> (Duration, Int) {
        let close = try scene.start(["billing", "close", month, "--prices", "prices.csv", "--db", "closed.db"])
        var largest = 0
        let whole = try await Duration.measured {
            while close.isRunning {
                largest = max(largest, scene.size("closed.db-wal"))
                try await Task.sleep(for: .microseconds(500))
            }
        }
        let end = try await close.finish()
        guard end.code == 0 else { throw Unexpected(end) }
        return (whole, largest)
    }

    /// Starts a close, kills it at a moment that is drawn, looks at what it left, and closes the month if it is still open.
    mutating func attemptClose(_ random: inout SeededGenerator) async throws {
        try scene.copy("open.db", to: "mirror.db")
        let log = largestLog
        let share = Double.random(in: 0..<1, using: &random)
        let scene = scene
        let moment = moment(wholeClose, &random) { scene.size("mirror.db-wal") > Int(Double(log) * share) }
        var wasWriting = false
        let isKilled = try await isKilled(["close", month, "--prices", "prices.csv"], at: moment) {
            wasWriting = scene.isBeingWritten("mirror.db")
        }
        guard isKilled else { return }
        #expect(try scene.rows("PRAGMA integrity_check") == [["ok"]])
        let isClosed = try scene.rows("SELECT 1 FROM billing_months WHERE month = '\(month)'") == [["1"]]
        kills[isClosed ? "after closing" : wasWriting ? "in the close's transaction" : "before the close's transaction", default: 0] += 1
        if !isClosed {
            #expect(try scene.frozenRows(of: month) == 0)
            try await scene.billing("close", month, "--prices", "prices.csv")
        }
        try await expectWhole()
    }

    /// Starts an export, kills it at a moment that is drawn, looks at what it left, and exports again.
    mutating func attemptExport(_ random: inout SeededGenerator) async throws {
        try scene.copy("closed.db", to: "mirror.db")
        try scene.removeFolder("out")
        let size = exportSize
        let share = Double.random(in: 0..<1, using: &random)
        let scene = scene
        let moment = moment(wholeExport, &random) { scene.exists("out") || scene.sizeOfLeftovers() > Int(Double(size) * share) }
        guard try await isKilled(["export", month, "--output", "out"], at: moment) else { return }
        #expect(try scene.rows("PRAGMA integrity_check") == [["ok"]])
        let leftovers = try scene.leftovers()
        // Whole or absent: a later export of the same folder would only tell that it is equal.
        if scene.exists("out") { #expect(try scene.exported("out") == scene.exported("expected") && leftovers == []) }
        kills[scene.exists("out") ? "after exporting" : leftovers == [] ? "before a folder was there" : "while exporting", default: 0] += 1
        try await expectWhole(isReference: true)
    }

    /// A time, or when the work has come so far.
    private func moment(
        _ whole: Duration, _ random: inout SeededGenerator, _ progress: @escaping () -> Bool
    ) -> () -> Bool {
        let pause = whole * Double.random(in: 0..<1, using: &random)
        guard Bool.random(using: &random) else { return progress }
        let start = ContinuousClock.now
        return { ContinuousClock.now - start > pause }
    }

    /// - Returns: whether the kill came in time.
    private func isKilled(_ arguments: [String], at moment: () -> Bool, before: () -> Void = {}) async throws -> Bool {
        let program = try scene.start(["billing"] + arguments)
        while program.isRunning, !moment() { try await Task.sleep(for: .microseconds(200)) }
        before()
        program.send(signal: SIGKILL)
        let end = try await program.finish()
        if end.code != 128 + SIGKILL { #expect(end.code == 0, "\(end.code) \(end.errors)") }
        return end.code == 128 + SIGKILL
    }

    /// The month shows and exports what it would if nothing had ever been killed, and nothing else is left.
    private func expectWhole(isReference: Bool = false) async throws {
        if !isReference {
            #expect(try await scene.billing("show", month, "--format", "csv").output == shown)
            try scene.removeFolder("out")
        }
        try await scene.billing("export", month, "--output", "out")
        let export = try scene.exported("out")
        if isReference {
            #expect(try export == scene.exported("expected"))
        } else {
            #expect(TimelessExport(export, closedAt: try scene.closedAt(month, in: "mirror.db")) == expected)
        }
        #expect(try await scene.shell("cd out && sha256sum --check --strict --quiet SHA256SUMS").code == 0)
        #expect(try scene.leftovers() == [])
    }
}

extension Scene {
    /// Adds copies of the customers and of their figures. Long names make a close write more than it keeps in memory.
    fileprivate func multiplyCustomers(to count: Int) throws {
        let series = "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < \(count / 4))"
        try edit(
            """
            \(series) INSERT INTO managed_users (id, external_id, name, plan_id, _valid_from)
                SELECT id * 1000 + n, external_id || '-' || n, name || ' ' || n || hex(zeroblob(4500)), plan_id, _valid_from
                FROM managed_users, copy;
            \(series) INSERT INTO task_usage (managed_user_id, month, task_count, _valid_from)
                SELECT managed_user_id * 1000 + n, month, task_count + n, _valid_from FROM task_usage, copy;
            """)
    }

    /// Whether another process holds the lock that SQLite's log has for whoever writes: the byte 120 of its index.
    fileprivate func isBeingWritten(_ file: String) -> Bool {
        let index = open(path(file + "-shm"), O_RDWR | O_CLOEXEC)
        guard index >= 0 else { return false }
        defer { close(index) }
        var lock = flock()
        (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 120, 1)
        return fcntl(index, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK
    }

    fileprivate func copy(_ file: String, to name: String) throws {
        try remove(name)
        try FileManager.default.copyItem(atPath: path(file), toPath: path(name))
    }

    fileprivate func closedAt(_ month: String, in file: String) throws -> String {
        try rows("SELECT closed_at FROM billing_months WHERE month = '\(month)'", in: file).first?.first ?? "none"
    }

    fileprivate func removeFolder(_ name: String) throws {
        if exists(name) { try FileManager.default.removeItem(atPath: path(name)) }
    }

    /// The temporary folders that exports to `out` have left.
    fileprivate func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".out.tmp-") }.sorted()
    }

    fileprivate func sizeOfLeftovers() -> Int {
        let folders = (try? leftovers()) ?? []
        return folders.reduce(0) { sum, folder in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
            return sum + files.reduce(1) { $0 + size("\(folder)/\($1)") }
        }
    }
}
