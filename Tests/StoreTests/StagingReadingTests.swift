import Catalog
import Foundation
import Store
import Testing

/// A side file is taken up only by a run that reads answers as the interrupted one did.
@Suite struct StagingReadingTests {
    @Test("what was staged before a column was withheld is not taken up")
    func otherReading() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "staging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mirror = try MirrorDatabase.open(folder.appending(path: "mirror.db").path, account: "http://partner.example/api")
        func open(_ reading: String) throws -> Staging {
            try Staging.open(
                beside: mirror, now: "2026-01-02T03:04:05.678Z", yesterday: "2026-01-01T03:04:05.678Z", reading: reading)
        }
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
}
