import Catalog

/// The longest page that the server has sent for each resource in this run.
actor PageLengths {
    private var longest: [String: Int]

    /// - Parameter known: what is known before the first page.
    init(known: [String: Int] = [:]) { longest = known }

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
