import Catalog
import JSONPages
import PartnerAPI
import Store

/// One walk through a listing, page by page, into the side file. It decides one thing: which page is the last.
///
/// Whatever the server does with `per_page`, a listing ends at an empty page, when `count` is reached, or, if the count does not say
/// that there is more, at a page shorter than the longest that the server has sent for this resource (a server may clamp `per_page`
/// silently).
struct Listing {
    let resource: Resource
    let scope: StagedScope
    /// The one path and the one way of several that this server understands, once that is known.
    var path: String
    var paging: Paging
    let client: PartnerClient
    let staging: Staging
    let reading: PageDecoder
    let lengths: PageLengths
    let report: @Sendable (ListedPage) -> Void

    /// Reads the listing to its end. `walk` tells how far it came, also where it fails.
    ///
    /// - Parameter branch: of a listing that is a tree, the record whose branch is to be read; nil for the first level.
    func read(branch: KeyValue? = nil, into walk: inout ListingPass) async throws {
        var next: Cursor? = .first
        while let cursor = next {
            let (page, fetchedAt) = try await ask(query(cursor) + query(branch))
            let staged = try await staging.stage(page, in: scope)
            report(ListedPage(resource: resource.name, records: staged.records))
            walk.add(page, staged, fetchedAt: fetchedAt)
            next = try await follow(cursor, page, staged, &walk)
        }
    }

    private func ask(_ query: [(name: String, value: String)]) async throws -> (RecordPage, fetchedAt: String) {
        let answer = try await client.send(request(query), read: reading.read)
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

    private func follow(_ cursor: Cursor, _ page: RecordPage, _ staged: StagedPage, _ walk: inout ListingPass) async throws -> Cursor? {
        guard staged.records > 0, let first = staged.firstKey else { return nil }
        if paging == .none { return nil }
        guard walk.firstKeys.insert(first).inserted else {
            if let contradiction = walk.contradiction { throw contradiction }
            throw ListingError.endless(page: walk.pages)
        }
        // A page may be short although the server counts more: its count, too, has to be reached or found wrong.
        let isShort = await lengths.isShort(staged.records, for: resource.name)
        if isShort && walk.shortfall == nil || walk.hasReachedCount(page, staged, pageSize: paging.pageSize) { return nil }
        switch paging {
        case .none: return nil
        case .numbered: return .page(cursor.number + 1)
        case .sinceID:
            guard let lowest = staged.lowestID, staged.lastKey == .integer(lowest) else { throw ListingError.notDescending }
            return .below(lowest)
        }
    }
}

/// What a page's bytes turned out to be.
enum DecodedPage: Sendable {
    case page(RecordPage)
    /// No list, or one that is no evidence: what may be kept of it, and why.
    case unknown(PageBytes, String)
}

/// Why a walk cannot be finished, although the server answers.
enum ListingError: Error {
    /// JSON, but no list of records in any known envelope, or one that something beside it contradicts.
    case noEvidence(PageBytes, reason: String, fetchedAt: String)
    /// A page that begins like an earlier one: the server does not turn the pages.
    case endless(page: Int)
    /// `since_id` only works on a list that descends by id.
    case notDescending
    /// However often it was read, the list was another one.
    case keptMoving
}

/// A page that has been listed, for whoever watches.
public struct ListedPage: Sendable {
    public let resource: String
    public let records: Int
}
