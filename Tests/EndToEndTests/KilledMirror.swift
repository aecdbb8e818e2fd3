import Foundation
import SeededNumbers
import Testing

/// A mirror whose syncs are killed, and what must hold after each.
struct KilledMirror {
    let scene: Scene
    /// About how long a sync takes that nobody kills: where random moments are drawn from.
    let whole: Duration
    /// How many kills there were, by what they met.
    private(set) var kills: [String: Int] = [:]
    /// What the file held after the last run that was seen to end, and the number of that run.
    private var published: (run: Int, contents: [String: [[String]]]) = (0, [:])
    /// The size that the side file had when a run was about to be published.
    private var largestStaging = 500_000

    init(scene: Scene, whole: Duration) {
        self.scene = scene
        self.whole = whole
    }

    /// The file's making is a moment to be killed at, too.
    mutating func startAnew(when isWanted: Bool) throws {
        guard isWanted else { return }
        try scene.remove("mirror.db")
        published = (0, [:])
    }

    /// Starts a sync, kills it at a moment that is drawn, and looks at what it left.
    mutating func attempt(_ random: inout SeededGenerator) async throws {
        let moment = try await moment(&random)
        let sync = try scene.start(["sync"])
        while sync.isRunning, try await !moment() { try await Task.sleep(for: .microseconds(500)) }
        sync.send(signal: SIGKILL)
        let end = try await sync.finish()
        guard end.code == 128 + SIGKILL else {
            #expect(end.code == 0, "\(end.code) \(end.errors)")
            return try remember()
        }
        try check()
    }

    /// A time, a size of the side file, or a time after the last request, when the run is being published.
    private func moment(_ random: inout SeededGenerator) async throws -> () async throws -> Bool {
        let start = ContinuousClock.now
        let share = Double.random(in: 0..<1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return { ContinuousClock.now - start > whole * share }
        case 1:
            let size = Int(Double(largestStaging) * share)
            return { scene.size("mirror.db.staging") > size }
        default:
            let pause = whole * share / 10
            var listed: ContinuousClock.Instant?
            return {
                if let listed { return ContinuousClock.now - listed > pause }
                if try await scene.isQuiet() { listed = .now }
                return false
            }
        }
    }

    private mutating func check() throws {
        guard scene.size("mirror.db") > 0, try scene.rows("SELECT 1 FROM sqlite_schema WHERE name = 'sync_runs'") == [["1"]] else {
            #expect(published.run == 0)
            kills["before there was a table", default: 0] += 1
            return
        }
        #expect(try scene.rows("PRAGMA integrity_check") == [["ok"]])
        let run = try lastRun()
        let staged = try scene.stagedScopes()
        largestStaging = max(largestStaging, scene.size("mirror.db.staging"))
        if run == published.run {
            #expect(try published.run == 0 || differing(scene.contents("mirror.db")) == [])
            kills[staged == nil ? "before listing" : "while listing or publishing", default: 0] += 1
        } else {
            #expect(run == published.run + 1)
            kills["after publishing", default: 0] += 1
            try remember()
        }
    }

    private func lastRun() throws -> Int {
        try Int(scene.rows("SELECT coalesce(max(id), 0) FROM sync_runs").first?.first ?? "") ?? -1
    }

    private mutating func remember() throws { published = (try lastRun(), try scene.contents("mirror.db")) }

    private func differing(_ contents: [String: [[String]]]) -> [String] {
        published.contents.filter { contents[$0.key] != $0.value }.keys.sorted()
    }

    /// The next sync takes up what is staged for it, and then nothing tells the mirror from one made afresh.
    mutating func complete() async throws {
        let isOfUse = try scene.size("mirror.db") > 0 && scene.stagedBase() == published.run
        let staged = try isOfUse ? scene.stagedScopes() ?? 0 : 0
        let run = try await scene.mirror("sync")
        #expect(run.code == 0 && run.errors.hasPrefix("run \(published.run + 1): complete"), "\(run.code) \(run.errors)")
        let resumed = run.errors.firstMatch(of: /\nresumed: ([0-9,]+) of [0-9,]+ scopes already listed\n/)?.1 ?? "0"
        #expect(resumed.replacing(",", with: "") == "\(staged)")
        #expect(!scene.exists("mirror.db.staging"))
        try await expectFresh()
        try remember()
    }

    private func expectFresh() async throws {
        try scene.remove("fresh.db")
        try await scene.sync("fresh.db")
        let (mirror, fresh) = try (scene.live("mirror.db"), scene.live("fresh.db"))
        let differing = fresh.filter { !Self.kept.contains($0.key) && mirror[$0.key] != $0.value }.keys.sorted()
        #expect(differing == [] && fresh["managed_users"]?.isEmpty == false, "\(surplus(mirror, fresh, differing))")
        for table in Self.kept { #expect(Set(mirror[table] ?? []).isSuperset(of: fresh[table] ?? []), "\(table)") }
    }

    /// Code outlives its recipe, and usage the API's window of months: the older mirror may have more of both.
    private static let kept = ["recipe_versions", "task_usage"]

    /// What one mirror has and the other has not, by table.
    private func surplus(_ mirror: [String: [[String]]], _ fresh: [String: [[String]]], _ tables: [String]) -> String {
        tables.map { table in
            let (ours, theirs) = (Set(mirror[table] ?? []), Set(fresh[table] ?? []))
            return "\(table): \(ours.subtracting(theirs).first ?? []) and \(theirs.subtracting(ours).first ?? [])"
        }.joined(separator: "; ")
    }

    /// So that the next run has something of every kind to publish.
    func changeWorld() async throws { try await scene.letPass(days: 1) }
}
