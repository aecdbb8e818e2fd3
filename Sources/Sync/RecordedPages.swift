import Catalog
import JSONPages
import PartnerAPI

extension Recording {
    /// The longest page of each resource that the server had sent when it was recorded.
    ///
    /// Which page ends a listing depends on how long the pages before it were, those of other listings too, and in a replay
    /// listings may overtake each other. With the longest known from the start, no page is asked for that was not recorded.
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
