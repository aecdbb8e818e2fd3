import Catalog

extension Catalog {
    /// The standard catalog with pages so small that a small world has many of them.
    static func paged(by size: Int) -> Catalog { Catalog(standard.resources.map { $0.paged(by: size) }) }
}

extension Resource {
    fileprivate func paged(by size: Int) -> Resource {
        let pages: Paging =
            switch paging {
            case .none: .none
            case .numbered: .numbered(pageSize: size)
            case .sinceID: .sinceID(pageSize: size)
            }
        return Resource(
            name: name, listing: listing, parent: parent, group: group, after: after, paging: pages, key: key, renames: renames,
            answer: answer, retention: retention, isOptIn: isOptIn, whenNotFound: whenNotFound, secrets: secrets,
            inboundReferences: inboundReferences,
            owner: owner, measures: measures, versions: versions, children: children)
    }
}
