import Foundation
import PartnerAPI
import Settings
import Store
import Sync

/// `sync --plan`: shows what a run would ask for. It writes nothing, and asks a server only how many customers there are, if the mirror
/// knows none.
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

    /// Plans in a temporary file: looking at a mirror that does not exist must not create it.
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
        try StandardOutput.write(PlanText(plan: plan).lines.map { $0 + "\n" }.joined())
    }
}
