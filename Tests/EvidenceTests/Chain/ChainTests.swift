import Foundation
import GRDB
import Store
import Testing

@testable import Evidence

/// A mirror's chain, from run to run.
@Suite("The chain of a mirror", .serialized) struct ChainTests {
    private func rows(_ sql: String, _ path: String) throws -> [[String]] {
        try MirrorFile.openForReading(path).read { db in
            try Row.fetchAll(db, sql: sql).map { $0.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" } }
        }
    }

    @Test("fits after published, failed and rechecking runs and closes, and has one link for each", arguments: [false, true])
    func fits(isUpgraded: Bool) async throws {
        let mirror = try await ChainedMirror.shared(isUpgraded: isUpgraded)
        let verified = try Verified(mirror.path)
        #expect(verified.findings == [] && verified.outcome.beginsAtRun == 1)
        let states = try rows("SELECT state FROM sync_runs ORDER BY id", mirror.path).flatMap(\.self)
        #expect(states.count == 6 && states.filter { $0 == "failed" }.count == 1, "\(states)")
        let links = try rows("SELECT kind, run, coalesce(month, '-') FROM chain_links ORDER BY seq", mirror.path)
        let upgrade = isUpgraded ? [["upgrade", "4", "-"]] : []
        let expected =
            (1...3).map { ["run", "\($0)", "-"] } + [["close", "3", "2024-04"], ["run", "4", "-"]] + upgrade + [
                ["run", "5", "-"], ["close", "5", "2024-05"], ["run", "6", "-"],
            ]
        #expect(links == expected)
        let without = "SELECT count(*) FROM sync_runs WHERE changes_sha256 IS NULL OR chain_sha256 IS NULL"
        #expect(try rows(without, mirror.path) == [["0"]])
        let joined = "SELECT count(*) FROM sync_runs JOIN chain_links ON kind = 'run' AND run = id AND sha256 = chain_sha256"
        #expect(try rows(joined, mirror.path) == [["6"]])
    }

    @Test("has another head after each step, and every head that was ever seen stands in it", arguments: [false, true])
    func heads(isUpgraded: Bool) async throws {
        let mirror = try await ChainedMirror.shared(isUpgraded: isUpgraded)
        let heads = mirror.steps.compactMap(\.head)
        #expect(Set(heads).count == mirror.steps.count)
        for (step, next) in zip(mirror.steps, mirror.steps.dropFirst()) { #expect(next.links == step.links + 1) }
        // A link over the whole state takes the place of those before it: a head from before it says nothing of their rows any more.
        let upgrade = try rows("SELECT coalesce(max(seq), 0) FROM chain_links WHERE kind = 'upgrade'", mirror.path)
        for (step, head) in zip(mirror.steps, heads) {
            let isReplaced = Int(upgrade[0][0]).map { step.links < $0 } ?? false
            #expect(try Verified(mirror.path, head: head).findings.map(\.check) == (isReplaced ? [.head] : []))
        }
        let foreign = try Verified(mirror.path, head: String(repeating: "0", count: 64)).findings
        #expect(foreign.map(\.check) == [.head])
    }

    @Test("keeps the digests of what earlier steps wrote, whatever later runs move to the history") func later() async throws {
        let mirror = try await ChainedMirror.shared(isUpgraded: false)
        let moved = try rows("SELECT count(*) FROM changes WHERE op <> 'insert' AND run_id > 2", mirror.path)
        #expect(moved != [["0"]])
        let first = try #require(mirror.steps.first)
        let last = try #require(mirror.steps.last)
        #expect(first.rows.filter { last.rows[$0.key] != $0.value }.count > 3)
    }

    @Test("that was remade after a change fits in itself, and is told from the old one by the head only") func remade() async throws {
        let mirror = try await ChainedMirror.shared(isUpgraded: false)
        let copy = try mirror.copy()
        defer { ChainedMirror.remove(copy) }
        let head = try #require(mirror.steps.last?.head)
        let queue = try DatabaseQueue(path: copy)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "UPDATE recipes SET name = 'forged' WHERE rowid = (SELECT min(rowid) FROM recipes)")
        }
        try queue.close()
        #expect(try !Verified(copy).findings.isEmpty)
        try ChainRenewal.renew(copy)
        #expect(try Verified(copy).findings == [])
        #expect(try Verified(copy, head: head).findings.map(\.check) == [.head])
    }
}
