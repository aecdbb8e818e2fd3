import Catalog
import JSONPages
import PartnerAPI
import Store

/// One walk through a listing, page by page, into the side file. It decides one thing: which page is the last.
///
/// Whatever the server does with `per_page`, a listing ends at an empty page, when `count` is reached, or at a page
/// shorter than the longest that the server has sent for this resource (a server may clamp `per_page` silently).
struct Listing {
    let resource: Resource
    let scope: StagedScope
    let path: String
    let client: PartnerClient
    let staging: Staging
    let lengths: PageLengths
    let report: @Sendable (ListedPage) -> Void

    /// Reads the listing to its end. `walk` tells how far it came, also where it fails.
    func read(_ paging: Paging, into walk: inout Walk) async throws {
        var next: Cursor? = .first
        while let cursor = next {
            let page = try await ask(paging, cursor)
            let staged = try await staging.stage(page, in: scope)
            report(ListedPage(resource: resource.name, records: staged.records))
            walk.add(page, staged)
            next = try await follow(paging, cursor, page, staged, &walk)
        }
    }

    private func ask(_ paging: Paging, _ cursor: Cursor) async throws -> RecordPage {
        let fields = staging.fields(of: resource)
        let answer = try await client.get(path, query: query(paging, cursor), group: resource.group) { bytes in
            do throws(PageError) {
                return PageReading.page(try RecordPage(reading: bytes, fields: fields))
            } catch .noList {
                return PageReading.unknown(bytes)
            }
        }
        switch answer.value {
        case .page(let page): return page
        case .unknown(let bytes): throw ListingError.unknownEnvelope(bytes, fetchedAt: stamp(answer.fetchedAt))
        }
    }

    private func query(_ paging: Paging, _ cursor: Cursor) -> [(name: String, value: String)] {
        switch (paging, cursor) {
        case (.none, _): []
        case (.numbered(let size), .page(let number)): [("page", "\(number)"), ("per_page", "\(size)")]
        case (.sinceID(let size), .below(let id)): [("since_id", "\(id)"), ("per_page", "\(size)")]
        case (.numbered(let size), _): [("page", "1"), ("per_page", "\(size)")]
        case (.sinceID(let size), _): [("per_page", "\(size)")]
        }
    }

    private func follow(
        _ paging: Paging, _ cursor: Cursor, _ page: RecordPage, _ staged: StagedPage, _ walk: inout Walk
    ) async throws -> Cursor? {
        guard staged.records > 0, let first = staged.firstKey else { return nil }
        if paging == .none { return nil }
        guard walk.firstKeys.insert(first).inserted else { throw ListingError.endless(page: walk.pages) }
        let isShort = await lengths.isShort(staged.records, for: resource.name)
        if isShort || walk.hasReachedCount(page, staged, pageSize: paging.pageSize) { return nil }
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
enum PageReading: Sendable {
    case page(RecordPage)
    case unknown(PageBytes)
}

/// Why a walk cannot be finished, although the server answers.
enum ListingError: Error {
    /// JSON, but no list of records in any known envelope.
    case unknownEnvelope(PageBytes, fetchedAt: String)
    /// A page that begins like an earlier one: the server does not turn the pages.
    case endless(page: Int)
    /// `since_id` only works on a list that descends by id.
    case notDescending
}

/// A page that has been listed, for whoever watches.
public struct ListedPage: Sendable {
    public let resource: String
    public let records: Int
}

/// The longest page that the server has sent for each resource in this run.
actor PageLengths {
    private var longest: [String: Int] = [:]

    /// - Returns: true if a longer page has been seen before; a page that sets the record says nothing yet.
    func isShort(_ records: Int, for resource: String) -> Bool {
        let record = longest[resource, default: 0]
        longest[resource] = max(record, records)
        return records < record
    }
}

extension Paging {
    var pageSize: Int {
        switch self {
        case .none: .max
        case .numbered(let size), .sinceID(let size): size
        }
    }
}
