import Catalog
import JSONPages
import PartnerAPI
import Store

/// Reads one scope's listing page by page into the side file. It decides one thing: which page is the last.
///
/// Whatever the server does with `per_page`, a listing ends at an empty page, or when `count` is reached, or (if the count doesn't say that
/// there is more) at a page shorter than the longest that the server has sent for this resource. A server may lower `per_page` silently.
struct Listing {
    let resource: Resource
    let scope: StagedScope
    /// Of several paths and several ways of paging, those that this server understands, once that is known.
    var path: String
    var paging: Paging
    let client: PartnerClient
    let staging: Staging
    let decoder: PageDecoder
    let lengths: PageLengths
    let report: @Sendable (ListedPage) -> Void

    /// Reads the listing to its end. `pass` tells how far it came, also if it fails.
    ///
    /// - Parameter branch: of a listing that is a tree, the record whose branch is to be read; nil for the first level.
    func read(branch: KeyValue? = nil, into pass: inout ListingPass) async throws {
        var next: Cursor? = .first
        while let cursor = next {
            let (page, fetchedAt) = try await ask(query(cursor) + query(branch))
            let staged = try await stage(page, fetchedAt: fetchedAt, into: &pass)
            next = try await follow(cursor, page, staged, &pass)
        }
    }

    /// Asks only for the place in the list where a record of that id must stand.
    ///
    /// - Returns: the first record that the answer shows; nil if there is none.
    func readPlace(of id: Int64, into pass: inout ListingPass) async throws -> KeyValue? {
        let (page, fetchedAt) = try await ask(query(.below(id + 1)))
        return try await stage(page, fetchedAt: fetchedAt, into: &pass).firstKey
    }

    /// Stages a page of the listing, and notes it in the pass.
    func stage(_ page: RecordPage, fetchedAt: String, into pass: inout ListingPass) async throws -> StagedPage {
        let staged = try await staging.stage(page, in: scope)
        report(ListedPage(resource: resource.name, records: staged.records))
        pass.add(page, staged, fetchedAt: fetchedAt)
        return staged
    }

    private func ask(_ query: [(name: String, value: String)]) async throws -> (RecordPage, fetchedAt: String) {
        let answer = try await client.send(request(query), read: decoder.decode)
        let fetchedAt = answer.fetchedAt.stamp
        switch answer.value {
        case .page(let page): return (page, fetchedAt)
        case .unknown(let bytes, let reason): throw ListingError.noEvidence(bytes, reason: reason, fetchedAt: fetchedAt)
        }
    }

    private func request(_ query: [(name: String, value: String)]) -> PartnerRequest {
        switch resource.listing.method {
        case .get: .get(path, query: query, group: resource.group)
        case .pickList: .readingPost(path, query: query, body: PickListBody(scope.scope).bytes, group: resource.group)
        }
    }

    private func query(_ cursor: Cursor) -> [(name: String, value: String)] {
        let fixed = resource.listing.query.map { (name: $0.name, value: $0.value) }
        switch (paging, cursor) {
        case (.none, _): return fixed
        case (.numbered(let size), _): return fixed + [("page", "\(cursor.number)"), ("per_page", "\(size)")]
        case (.sinceID(let size), .below(let id)): return fixed + [("since_id", "\(id)"), ("per_page", "\(size)")]
        case (.sinceID(let size), _): return fixed + [("per_page", "\(size)")]
        }
    }

    private func query(_ branch: KeyValue?) -> [(name: String, value: String)] {
        guard let branch, let name = resource.listing.branch else { return [] }
        return [(name, branch.description)]
    }

    private func follow(_ cursor: Cursor, _ page: RecordPage, _ staged: StagedPage, _ pass: inout ListingPass) async throws -> Cursor? {
        guard staged.records > 0, let first = staged.firstKey else { return nil }
        if paging == .none { return nil }
        guard pass.firstKeys.insert(first).inserted else {
            if let contradiction = pass.contradiction { throw contradiction }
            throw ListingError.endless(page: pass.pages)
        }
        // A page may be short although the server counts more. Its count, too, has to be reached or found wrong.
        let isShort = await lengths.isShort(staged.records, for: resource.name)
        if isShort && pass.shortfall == nil || pass.hasReachedCount(page, staged, pageSize: paging.pageSize) { return nil }
        switch paging {
        case .none: return nil
        case .numbered: return .page(cursor.number + 1)
        case .sinceID:
            guard let lowest = staged.lowestID, staged.lastKey == .integer(lowest) else { throw ListingError.notDescending }
            return .below(lowest)
        }
    }
}

/// Which page of a listing to ask for.
private enum Cursor {
    case first
    case page(Int)
    case below(Int64)

    var number: Int {
        if case .page(let number) = self { number } else { 1 }
    }
}

/// Why a listing can't be read to its end, although the server answers. `ScopeLister` turns it into how the scope ends.
enum ListingError: Error {
    /// JSON, but no list of records in any known envelope, or a list that something beside it contradicts.
    case noEvidence(PageBytes, reason: String, fetchedAt: String)
    /// A page begins like an earlier one: the server doesn't turn the pages.
    case endless(page: Int)
    /// `since_id` only works on a list that descends by id.
    case notDescending
    /// The list was another one each time it was read.
    case keptMoving
}
