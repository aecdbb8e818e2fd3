/// Numbered pages: a page below 1 is the first, one beyond the end is empty, `per_page` is clamped without a word.
struct Paging: Sendable {
    let page: Int64
    let size: Int64

    init(_ query: Query, standard: Int64 = 100, maximum: Int64 = 100) {
        page = max(1, query.integer("page") ?? 1)
        let asked = query.integer("per_page") ?? standard
        size = asked < 1 ? standard : min(asked, maximum)
    }

    /// Takes the page out of a listing in its final order; reads no further than the page's end.
    func records(of entries: some Sequence<Records.Entry>) -> [JSON] {
        let (skipped, overflow) = (page - 1).multipliedReportingOverflow(by: size)
        guard !overflow else { return [] }
        return entries.lazy.dropFirst(Int(skipped)).prefix(Int(size)).map(\.record)
    }
}
