import Catalog
import Foundation
import GRDB
import Store
import Testing

/// What a run has staged: which run may take it up, and what is left of it when the run is stopped.
@Suite struct StagingReadingTests {
    private let mirror: MirrorDatabase

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "staging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        mirror = try MirrorDatabase.open(folder.appending(path: "mirror.db").path, account: "http://partner.example/api")
    }

    private func open(_ reading: String = "") throws -> Staging {
        try Staging.open(beside: mirror, now: "2026-01-02T03:04:05.678Z", yesterday: "2026-01-01T03:04:05.678Z", reading: reading)
    }

    @Test("what was staged before a column was withheld is not taken up")
    func otherReading() async throws {
        let first = try open("")
        let scope = try await first.begin(Scope(.managedUsers, in: .standard))
        try await first.end(scope, .complete, requests: 1, pages: 1, records: 0)
        try first.close(keep: true)
        let same = try open("")
        #expect(same.resumedScopes == 1)
        try same.close(keep: true)
        let other = try open("members: [email]")
        #expect(other.resumedScopes == 0)
        try other.close(keep: false)
    }
    @Test("a task that is cancelled is told so: nothing is wrong with the file, and what was listed before stays")
    func cancelled() async throws {
        let staging = try open()
        let scope = try await staging.begin(Scope(.managedUsers, in: .standard))
        try await staging.end(scope, .complete, requests: 1, pages: 1, records: 0)
        let stopped = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await staging.begin(Scope(.connectors, in: .standard))
        }
        await #expect(throws: StoreError.cancelled) { try await stopped.value }
        try staging.close(keep: true)
        #expect(try open().resumedScopes == 1)
    }

    @Test("what else stops SQLite is cancellation too, and no error of the file; a full disk is one")
    func interrupted() {
        for code in [ResultCode.SQLITE_INTERRUPT, .SQLITE_ABORT] {
            #expect(StoreError(DatabaseError(resultCode: code), path: "mirror.db") == .cancelled)
        }
        #expect(StoreError(CancellationError(), path: "mirror.db") == .cancelled && StoreError.cancelled.exitCode == 75)
        let full = StoreError(DatabaseError(resultCode: .SQLITE_FULL, message: "disk is full"), path: "mirror.db")
        #expect(full == .database(path: "mirror.db", code: 13, message: "disk is full") && full.exitCode == 74)
    }
}
