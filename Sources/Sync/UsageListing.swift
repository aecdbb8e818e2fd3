import Catalog
import Foundation
import JSONPages
import PartnerAPI
import Store

/// Reads the usage endpoint: keeps its answer as it came, and makes records of what can be read out of it.
struct UsageListing {
    let listing: Listing

    func read(into walk: inout Walk) async throws -> ScopeEnd {
        let answer = try await listing.client.get(listing.path, group: listing.resource.group) { bytes in
            guard bytes.withUnsafeBytes(isJSON) else { throw PageError.broken("not JSON") }
            return bytes
        }
        let body = answer.value.withUnsafeBytes { Array($0) }
        let fetchedAt = answer.fetchedAt.stamp
        try await listing.staging.keepUsage(body, fetchedAt: fetchedAt)
        // What JSONDecoder cannot hold (a number beyond all bounds, say) is as good as unreadable, but kept all the same.
        let node = (try? JSONDecoder().decode(UsageNode.self, from: Data(body))) ?? .other
        let customers = try await listing.staging.customers()
        var flattener = UsageFlattener(
            externalIDs: customers.externalIDs, ids: customers.ids, months: MonthText(current: String(fetchedAt.prefix(7))))
        flattener.read(node)
        try await stage(flattener.counts, into: &walk)
        return try await end(flattener, node, body, fetchedAt)
    }

    /// The counts go the way of all records: as a page of JSON.
    private func stage(_ counts: [UsageFlattener.Count], into walk: inout Walk) async throws {
        let records = counts.map { #"{"managed_user_id":\#($0.customer),"month":"\#($0.month)","task_count":\#($0.tasks)}"# }
        let bytes = PageBytes("[\(records.joined(separator: ","))]".utf8)
        let page = try RecordPage(reading: bytes, fields: listing.staging.fields(of: listing.resource))
        let staged = try await listing.staging.stage(page, in: listing.scope)
        listing.report(ListedPage(resource: listing.resource.name, records: staged.records))
        walk.add(page, staged)
    }

    private func end(_ flattener: UsageFlattener, _ node: UsageNode, _ body: [UInt8], _ fetchedAt: String) async throws -> ScopeEnd {
        let reason: String
        if flattener.unplaced > 0 {
            reason = "\(flattener.unplaced) task counts cannot be placed: no known customer, or two counts for one month"
        } else if flattener.counts.isEmpty && !node.isEmpty {
            reason = "no task counts by customer and month in the answer"
        } else {
            return .complete
        }
        try await listing.staging.keepDrift(body, of: listing.scope.scope, reason: reason, fetchedAt: fetchedAt)
        return .drift(reason)
    }
}
