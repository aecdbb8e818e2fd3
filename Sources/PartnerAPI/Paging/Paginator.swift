import Catalog
import JSONPages

/// Asks a listing for page after page, and hands each out as it came. `api --paginate` uses it.
///
/// It ends at an empty page, when the answer's `count` is reached, or when the server doesn't turn the pages. An answer without a list is
/// handed out once. This isn't careful enough for a mirror, which must know what is gone: see `Sync`.
public struct Paginator: Sendable {
    private let client: PartnerClient
    private let path: String
    private let query: [(name: String, value: String)]
    private let group: EndpointGroup
    private let pageSize: Int?
    private var number: Int
    private var isOver = false
    private var records = 0
    /// The first record of each page so far.
    private var firsts: Set<[UInt8]> = []

    /// - Parameters:
    ///   - path: a `page` in its query says where to begin. A `per_page` is kept; otherwise 100 records a page are asked for.
    public init(client: PartnerClient, path: RequestPath, group: EndpointGroup) {
        self.client = client
        self.group = group
        let own = (path.query ?? "").split(separator: "&")
        let kept = own.filter { Self.value(of: "page", in: $0) == nil }.joined(separator: "&")
        self.path = kept.isEmpty ? path.path : "\(path.path)?\(kept)"
        let size = own.lazy.compactMap { Self.value(of: "per_page", in: $0) }.first
        query = size == nil ? [("per_page", "100")] : []
        pageSize = size.map { Int($0) } ?? 100
        number = own.lazy.compactMap { Self.value(of: "page", in: $0).flatMap { Int($0) } }.first ?? 1
    }

    /// The next page's bytes; nil after the last.
    ///
    /// - Throws: what `PartnerClient.send` throws. After that there is no next page.
    public mutating func next() async throws(PartnerAPIError) -> Answer<PageBytes>? {
        if isOver { return nil }
        isOver = true
        let answer = try await client.send(
            .get(path, query: [("page", "\(number)")] + query, group: group), read: Self.read)
        guard let page = answer.value.page else { return answer.map(\.bytes) }
        let isFirst = firsts.isEmpty
        guard let first = page.firstRecord else { return isFirst ? answer.map(\.bytes) : nil }
        guard firsts.insert(first).inserted else { return nil }
        records += page.count
        number += 1
        isOver = hasReachedCount(page)
        return answer.map(\.bytes)
    }

    /// The count of a full page may be just the page's own length, and proves nothing then.
    private func hasReachedCount(_ page: PaginatedAnswer.Records) -> Bool {
        guard let total = page.total else { return false }
        if total == page.count, page.count >= pageSize ?? .max { return false }
        return records >= total
    }

    private static func value(of name: String, in parameter: Substring) -> Substring? {
        parameter.hasPrefix(name + "=") ? parameter.dropFirst(name.count + 1) : nil
    }

    @Sendable private static func read(_ bytes: PageBytes) throws(PageError) -> PaginatedAnswer {
        do throws(PageError) {
            return PaginatedAnswer(bytes: bytes, page: .init(try RecordPage(reading: bytes, fields: ["id"])))
        } catch .noList {
            return PaginatedAnswer(bytes: bytes, page: nil)
        }
    }
}

/// A page's bytes, and what distinguishes it from other pages.
private struct PaginatedAnswer: Sendable {
    struct Records: Sendable {
        let count: Int
        let total: Int?
        /// The first record's id, or all of the record if it has none: counters in a record may change between two requests.
        let firstRecord: [UInt8]?

        init(_ page: RecordPage) {
            count = page.count
            total = page.total
            firstRecord = page.read { reader in
                guard reader.count > 0 else { return nil }
                let id = reader.value(of: 0, 0)
                return Array(id.kind == .number || id.kind == .string ? id.text : reader.text(of: 0))
            }
        }
    }

    let bytes: PageBytes
    /// Nil for an answer without a list.
    let page: Records?
}

extension Answer {
    fileprivate func map<Other: Sendable>(_ change: (Value) -> Other) -> Answer<Other> {
        Answer<Other>(value: change(value), attempts: attempts, fetchedAt: fetchedAt, status: status, contentType: contentType)
    }
}
