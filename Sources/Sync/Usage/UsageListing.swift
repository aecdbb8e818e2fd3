import Catalog
import JSONPages
import PartnerAPI
import Store

/// Reads the usage endpoint: keeps its answer as it came, and makes records of what can be read out of it.
struct UsageListing {
    let listing: Listing

    func read(into walk: inout ListingPass) async throws -> ScopeEnd {
        let answer = try await listing.client.get(listing.path, group: listing.resource.group) { try Answer($0) }
        let tree = answer.value.tree
        let body = answer.value.text.withUnsafeBytes { Array($0) }
        let fetchedAt = answer.fetchedAt.stamp
        try await listing.staging.keepUsage(body, fetchedAt: fetchedAt)
        let customers = try await listing.staging.customers()
        var flattener = UsageFlattener(
            externalIDs: customers.externalIDs, ids: customers.ids, months: MonthText(current: String(fetchedAt.prefix(7))))
        // An answer that says that it is an error is none of what it says besides.
        let error = tree.errorMember
        if error == nil { flattener.read(tree) }
        try await stage(flattener.counts, into: &walk, fetchedAt: fetchedAt)
        let reasons = error.map { ["the answer says in `\($0)` that it is an error"] } ?? flattener.complaints(about: tree)
        guard !reasons.isEmpty else { return .complete }
        let reason = reasons.joined(separator: "; ")
        try await listing.staging.keepDrift(body, of: listing.scope.scope, reason: reason, fetchedAt: fetchedAt)
        return .drift(reason)
    }

    /// The answer, and its text as it may be kept: what had to be mended in it can be told.
    private struct Answer: Sendable {
        let tree: JSONTree
        let text: PageBytes

        init(_ bytes: PageBytes) throws(PageError) {
            do throws(PageError) {
                tree = try JSONTree(reading: bytes)
                text = bytes
            } catch {
                guard let mended = bytes.mended() else { throw error }
                tree = try JSONTree(reading: mended)
                text = mended
            }
        }
    }

    /// The counts go the way of all records: as a page of JSON.
    private func stage(_ counts: [UsageFlattener.Count], into walk: inout ListingPass, fetchedAt: String) async throws {
        let records = counts.map { #"{"managed_user_id":\#($0.customer),"month":"\#($0.month)","task_count":\#($0.tasks)}"# }
        let bytes = PageBytes("[\(records.joined(separator: ","))]".utf8)
        let page = try RecordPage(reading: bytes, fields: listing.staging.fields(of: listing.resource))
        let staged = try await listing.staging.stage(page, in: listing.scope)
        listing.report(ListedPage(resource: listing.resource.name, records: staged.records))
        walk.add(page, staged, fetchedAt: fetchedAt)
    }
}

extension UsageFlattener {
    /// Why the answer has not been understood as a whole, if it has not.
    fileprivate func complaints(about tree: JSONTree) -> [String] {
        var complaints: [String] = []
        if unread > 0 { complaints.append("\(unread) task counts cannot be read: no whole number, or no month") }
        if unplaced > 0 { complaints.append("\(unplaced) task counts cannot be placed: no known customer, or no month") }
        if contradictions > 0 { complaints.append("\(contradictions) months of a customer have two task counts") }
        if complaints.isEmpty, counts.isEmpty, !tree.isEmpty {
            complaints.append("no task counts by customer and month in the answer")
        }
        return complaints
    }
}
