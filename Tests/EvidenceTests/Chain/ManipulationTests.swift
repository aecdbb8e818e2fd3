import Foundation
import GRDB
import SeededNumbers
import Testing

@testable import Evidence

/// Whatever one changes in one place of a mirror is found, and the place is named.
@Suite("A mirror that somebody has manipulated", .serialized) struct ManipulationTests {
    private static let variables = ProcessInfo.processInfo.environment
    /// `SOAK_MANIPULATIONS=1000` for a long run.
    private static let count = variables["SOAK_MANIPULATIONS"].flatMap { Int($0) } ?? 60
    private static let seed = variables["MANIPULATION_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    private struct Tally {
        var made: [String: Int] = [:]
        var keyed: [String: Int] = [:]

        mutating func note(_ kind: Manipulation.Kind, isKeyed: Bool) {
            made[kind.rawValue, default: 0] += 1
            keyed[kind.rawValue, default: 0] += isKeyed ? 1 : 0
        }

        var text: String { made.keys.sorted().map { "\($0) \(keyed[$0] ?? 0) of \(made[$0] ?? 0)" }.joined(separator: ", ") }
    }

    @Test("is found, by table, and by key wherever the row is still there", arguments: [false, true])
    func found(isUpgraded: Bool) async throws {
        print("MANIPULATION_SEED=\(Self.seed) SOAK_MANIPULATIONS=\(Self.count)")
        var random = SeededGenerator(seed: Self.seed &+ (isUpgraded ? 1 : 0))
        let mirror = try await ChainedMirror.shared(isUpgraded: isUpgraded)
        var (tally, made) = (Tally(), 0)
        while made < Self.count / 2 {
            let copy = try mirror.copy()
            defer { ChainedMirror.remove(copy) }
            guard let manipulation = try Manipulation.make(in: copy, &random) else { continue }
            made += 1
            tally.note(manipulation.kind, isKeyed: try check(manipulation, copy, isUpgraded: isUpgraded))
        }
        print("located by key: \(tally.text)")
    }

    /// - Returns: whether the row was located by its key.
    private func check(_ manipulation: Manipulation, _ copy: String, isUpgraded: Bool) throws -> Bool {
        let findings = try Verified(copy).findings.filter { $0.check != .file }
        let told = findings.prefix(8).map { "\($0)" }.joined(separator: "\n")
        let story = "\(manipulation.kind) \(manipulation.table): \(manipulation.what)\n\(told)"
        let base = manipulation.table.replacing("_history", with: "")
        let inTable = findings.filter { $0.table == manipulation.table || ($0.table == base && manipulation.kind == .deletedRow) }
        #expect(!inTable.isEmpty, "\(story)")
        let isKeyed = inTable.contains { finding in
            finding.key.flatMap(parsedKey).map { manipulation.keys.contains($0) } ?? false
        }
        if manipulation.kind == .deletedRow {
            let moments = Set(findings.compactMap { $0.month ?? $0.run.map(String.init) })
            // A link over a whole state does not tell its run from those before.
            let isOfState = isUpgraded && moments.contains("4")
            #expect(isKeyed || isOfState || !moments.isDisjoint(with: manipulation.moments), "\(story)")
        } else {
            #expect(isKeyed, "\(story)\n\(manipulation.keys)")
        }
        return isKeyed
    }

    @Test("is not claimed of a copy that only lost its triggers, nor of one that nobody touched", arguments: [false, true])
    func untouched(isUpgraded: Bool) async throws {
        let copy = try await ChainedMirror.shared(isUpgraded: isUpgraded).copy()
        defer { ChainedMirror.remove(copy) }
        #expect(try Verified(copy).findings == [])
        let queue = try DatabaseQueue(path: copy)
        try await queue.writeWithoutTransaction { try Manipulation.disarm($0) }
        try queue.close()
        #expect(try Verified(copy).findings == [])
    }
}
