import Catalog
import JSONPages
import PartnerAPI

/// The longest page that the server has sent for each resource in this run. All listings of a run share one: a page that is shorter than
/// the longest ends its listing.
actor PageLengths {
    private var longest: [String: Int]

    /// - Parameter known: what is known before the first page.
    init(known: [String: Int] = [:]) { longest = known }

    /// - Returns: true if a longer page has been seen before. A page that is the longest so far proves nothing yet.
    func isShort(_ records: Int, for resource: String) -> Bool {
        let longestSoFar = longest[resource, default: 0]
        longest[resource] = max(longestSoFar, records)
        return records < longestSoFar
    }
}

extension Recording {
    /// The longest page of each resource that the server had sent when it was recorded.
    ///
    /// Which page ends a listing depends on the pages before it, those of other listings too. In a replay, listings may overtake each
    /// other. If the longest pages are known from the start, no page is asked for that was not recorded.
    public func longestPages(in catalog: Catalog) throws(PartnerAPIError) -> [String: Int] {
        var longest: [String: Int] = [:]
        try forEachListing { path, body in
            guard let name = Endpoint.matching(method: .get, path: path)?.mirrored, let resource = catalog[name], resource.paging != .none,
                let page = try? RecordPage(reading: body, fields: [])
            else { return }
            longest[name] = max(longest[name] ?? 0, page.count)
        }
        return longest
    }
}

extension Paging {
    /// How many records a page is asked to hold; no limit where one request gives all.
    var pageSize: Int {
        switch self {
        case .none: .max
        case .numbered(let size), .sinceID(let size): size
        }
    }
}
