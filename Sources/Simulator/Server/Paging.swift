/// Numbered pages. A page below 1 is the first one, a page beyond the end is empty, and `per_page` is limited without an error.
struct Paging: Sendable {
    let number: Int64
    let size: Int64

    init(_ call: Call, of listing: Listing) {
        number = max(1, call.query.integer("page") ?? 1)
        let sizes = call.dialect.pageSizes(of: listing)
        let asked = call.query.integer("per_page") ?? sizes.standard
        size = asked < 1 ? sizes.standard : min(asked, sizes.maximum)
    }

    /// Takes the page out of a listing in its final order.
    func page(of entries: some Sequence<Records.Entry>) -> Page { page(of: entries.lazy.map(\.record)) }

    /// Takes the page out of a listing in its final order.
    func page(of records: some Sequence<JSON>) -> Page {
        let (skipped, overflow) = (number - 1).multipliedReportingOverflow(by: size)
        let last = overflow ? Int64.max : skipped.addingReportingOverflow(size).partialValue
        var page = Page(all: [])
        page.number = number
        page.size = size
        for record in records {
            if !overflow, page.total >= skipped, page.total < last { page.records.append(record) }
            page.total += 1
        }
        return page
    }
}

/// One page of a listing, and its place among all pages.
struct Page: Sendable {
    var records: [JSON]
    var number: Int64 = 1
    var size: Int64
    /// Records in all pages together.
    var total: Int64

    /// All of a listing that has no pages.
    init(all records: [JSON]) {
        self.records = records
        size = Int64(records.count)
        total = size
    }
}
