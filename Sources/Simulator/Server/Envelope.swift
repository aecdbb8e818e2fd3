/// What a route answers with; the dialect decides how it looks.
enum Answer: Sendable {
    /// One object, sent as it is in every dialect.
    case object(JSON)
    /// One record of a listing, asked for alone or just written.
    case record(JSON, of: Listing)
    /// One page of a listing.
    case list(Page, of: Listing)
    /// Names and values, without ids or pages.
    case properties([PropertySet.Property])
    /// How many of them were written.
    case savedProperties(Int)

    static let success = Answer.object(["success": true])

    /// The body of the answer; `owner` is whose workspace was asked for, `included` what `includes[]` asks for.
    func body(in dialect: Dialect, of owner: WorkspaceOwner, including included: [String]) throws(APIFailure) -> JSON {
        switch self {
        case .object(let value): return value
        case .record(let record, let listing): return dialect.wrap(record, of: listing, in: owner, including: included)
        case .list(let page, let listing):
            guard let body = dialect.wrap(page, of: listing, in: owner, including: included) else { throw .notFound }
            return body
        case .properties(let properties): return dialect.properties(properties.map { (name: $0.name, value: $0.value) }, in: owner)
        case .savedProperties(let count): return dialect.savedProperties(count)
        }
    }
}
