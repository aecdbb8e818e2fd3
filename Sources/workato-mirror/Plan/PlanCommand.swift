import Foundation
import PartnerAPI
import Settings
import Store
import Sync

/// `sync --plan`: what a run would ask. Nothing is written, and nothing is asked of a server whose customers the mirror knows.
struct PlanCommand {
    let settings: Settings
    let account: PartnerAccount
    let options: SyncRun.Options

    func run() async throws {
        guard FileManager.default.fileExists(atPath: settings.db) else { return try await planWithoutMirror() }
        let mirror = try MirrorDatabase.open(settings.db, account: account.base.canonical)
        let isEmpty = try mirror.knownRecords() == 0
        try show(mirror, customers: isEmpty ? await countCustomers() : nil)
    }

    /// The plan is worked out in a file that goes again: what does not exist is not made by looking at it.
    private func planWithoutMirror() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "workato-mirror-plan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let mirror = try MirrorDatabase.open(folder.appending(path: "plan.db").path, account: account.base.canonical)
        try show(mirror, customers: await countCustomers())
    }

    private func countCustomers() async throws -> Int {
        try await account.withClient(PartnerClient.Options()) { client in try await client.countCustomers() }
    }

    private func show(_ mirror: MirrorDatabase, customers: Int?) throws {
        let plan = try RunPlan(of: mirror, options, rateLimiter: account.rateLimiter, now: Date(), customers: customers)
        try StandardOutput.write(PlanText(plan: plan).text + "\n")
    }
}
