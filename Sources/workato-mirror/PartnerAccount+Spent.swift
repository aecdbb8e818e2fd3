import Foundation
import PartnerAPI
import Store

/// The server's windows know nothing of where one program ends and the next begins; so what is spent is kept in the mirror.
extension PartnerAccount {
    /// Takes off the budgets what the last sync has spent, as far as the server may still count it.
    func recallSpent(from mirror: Store.Mirror) async throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        await budgets.recall(
            try mirror.spentRequests().map { part in
                PartnerAPI.SpentRequests(
                    group: part.group, requests: part.requests, answeredAt: try Date(part.answeredAt, strategy: style))
            })
    }

    func keepSpent(in mirror: Store.Mirror) async throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        try mirror.keep(
            await budgets.spent.map { part in
                Store.SpentRequests(group: part.group, answeredAt: part.answeredAt.formatted(style), requests: part.requests)
            })
    }
}
