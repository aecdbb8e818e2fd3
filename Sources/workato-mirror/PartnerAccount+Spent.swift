import Foundation
import PartnerAPI
import Store

/// The server's windows know nothing of where one program ends and the next begins; so what is spent is kept in the mirror.
extension PartnerAccount {
    /// Takes off the budgets what the last sync has spent, as far as the server may still count it.
    func recallSpent(from mirror: Store.Mirror) async throws {
        await budgets.recall(
            try mirror.spentRequests().map { part in
                guard let answeredAt = Date(stamp: part.answeredAt) else {
                    throw StoreError.catalog("spent_requests has a time in another form")
                }
                return PartnerAPI.SpentRequests(group: part.group, requests: part.requests, answeredAt: answeredAt)
            })
    }

    func keepSpent(in mirror: Store.Mirror) async throws {
        try mirror.keep(
            await budgets.spent.map { part in
                Store.SpentRequests(group: part.group, answeredAt: part.answeredAt.stamp, requests: part.requests)
            })
    }
}
