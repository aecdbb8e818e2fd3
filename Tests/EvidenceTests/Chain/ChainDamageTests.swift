import Foundation
import GRDB
import SeededNumbers
import Testing

@testable import Evidence

/// A disk that loses pages must not keep `verify` from ending.
@Suite("A damaged mirror", .serialized) struct ChainDamageTests {
    private static let seed = ProcessInfo.processInfo.environment["DAMAGE_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    /// Changes the bytes of a copy, and verifies it.
    ///
    /// - Returns: the exit code.
    private func code(_ mirror: ChainedMirror, _ damage: (inout Data) -> Void) throws -> Int32 {
        let copy = try mirror.copy()
        defer { ChainedMirror.remove(copy) }
        var bytes = try Data(contentsOf: URL(filePath: copy))
        damage(&bytes)
        try bytes.write(to: URL(filePath: copy))
        do {
            return try Verified(copy).findings.isEmpty ? 0 : 65
        } catch let error as EvidenceError {
            return error.exitCode
        }
    }

    @Test("is found (65) with garbage in any page, or in the middle of one, and when it ends too early") func pages() async throws {
        print("DAMAGE_SEED=\(Self.seed)")
        var random = SeededGenerator(seed: Self.seed)
        let mirror = try await ChainedMirror.shared(isUpgraded: false)
        let copy = try mirror.copy()
        defer { ChainedMirror.remove(copy) }
        let (size, roots) = try await DatabaseQueue(path: copy).read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0,
                try Int.fetchAll(db, sql: "SELECT rootpage FROM sqlite_schema WHERE rootpage > 1")
            )
        }
        for _ in 0..<12 {
            let page = (try #require(roots.randomElement(using: &random)) - 1) * size
            let garbage = Data((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
            #expect(try code(mirror) { $0.replaceSubrange(page..<(page + size), with: garbage) } == 65, "page at \(page)")
            let header = page + Int.random(in: 1..<8, using: &random)
            let half = try code(mirror) { $0.replaceSubrange(header..<(header + 200), with: garbage.prefix(200)) }
            #expect(half == 65, "bytes at \(header)")
        }
        for _ in 0..<4 {
            let share = Double.random(in: 0.1..<0.95, using: &random)
            #expect(try code(mirror) { $0 = $0.prefix(Int(Double($0.count) * share)) } == 65, "\(share)")
        }
    }

    @Test("is no mirror (74), or found (65), when its first page is destroyed") func schema() async throws {
        let mirror = try await ChainedMirror.shared(isUpgraded: false)
        #expect(try code(mirror) { $0.replaceSubrange(100..<4_000, with: Data(repeating: 0xA5, count: 3_900)) } == 65)
        #expect([65, 74].contains(try code(mirror) { $0.replaceSubrange(0..<100, with: Data(repeating: 0xA5, count: 100)) }))
        #expect([65, 74].contains(try code(mirror) { $0 = $0.prefix(50) }))
        #expect(try code(mirror) { $0 = Data() } == 74)
    }
}
