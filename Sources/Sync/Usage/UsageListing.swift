import Catalog
import JSONPages
import PartnerAPI
import Store

/// Reads the usage endpoint: keeps its answer as it came, and stages the task counts that can be read out of it. `ScopeLister` calls it
/// instead of paging, because nobody has documented what the answer looks like inside.
struct UsageListing {
    let listing: Listing

    func read(into pass: inout ListingPass) async throws -> ScopeEnd {
        let answer = try await listing.client.get(listing.path, group: listing.resource.group) { try UsageAnswer($0) }
        let (tree, body) = (answer.value.tree, answer.value.text.array)
        let fetchedAt = answer.fetchedAt.stamp
        try await listing.staging.keepUsage(body, fetchedAt: fetchedAt)
        let customers = try await listing.staging.customers()
        var flattener = UsageFlattener(
            externalIDs: customers.externalIDs, ids: customers.ids, months: MonthText(current: String(fetchedAt.prefix(7))))
        // If an answer says that it is an error, nothing else in it is believed.
        let error = tree.errorMember
        if error == nil { flattener.read(tree) }
        _ = try await listing.stage(page(of: flattener.counts), fetchedAt: fetchedAt, into: &pass)
        let reasons = error.map { ["the answer says in `\($0)` that it is an error"] } ?? flattener.complaints(about: tree)
        guard !reasons.isEmpty else { return .complete }
        let reason = reasons.joined(separator: "; ")
        try await listing.staging.keepDrift(body, of: listing.scope.scope, reason: reason, fetchedAt: fetchedAt)
        return .drift(reason)
    }

    /// The counts as the records that a listing of them would have. Their names and their order belong to each record's digest: a change
    /// here would stage every month of every file again.
    private func page(of counts: [UsageFlattener.Count]) -> RecordPage {
        let records: [[RecordPage.Member]] = counts.map {
            [("managed_user_id", .integer($0.customer)), ("month", .text($0.month)), ("task_count", .integer($0.tasks))]
        }
        return RecordPage(of: records, fields: listing.staging.fields(of: listing.resource))
    }
}

/// The usage endpoint's answer, and its text as it may be kept. What was mended in the text can be told from it.
private struct UsageAnswer: Sendable {
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

extension UsageFlattener {
    /// Why the answer was not understood as a whole; empty if it was.
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
