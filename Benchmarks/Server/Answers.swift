/// Every answer of one edition of the world, compressed, ready to be sent.
struct Answers: Sendable {
    /// A page's body.
    struct Page: Sendable {
        let gzip: [UInt8]
        /// The size of the text in bytes.
        let size: Int

        init(_ json: JSON) {
            let bytes = JSON.object([("result", json)]).bytes
            gzip = Gzip.compress(bytes)
            size = bytes.count
        }
    }

    /// One listing. A page is found by what asks for it: its number, or the `since_id` before it; 1 or nil is the first.
    private struct Listing {
        let cursor: String
        let pageSize: Int
        var pages: [Int: Page]
        /// The answer to page numbers beyond the last one; with `since_id` the last page is an empty one.
        var beyond: Page?
    }

    private var listings: [String: Listing] = [:]
    private static let empty = Page([])

    /// - Returns: nil for what is not prepared: another path, a `since_id` that ends no page, pages that are smaller.
    func page(path: String, query: [Substring: Int]) -> Page? {
        guard let listing = listings[path], query["per_page", default: listing.pageSize] >= listing.pageSize else { return nil }
        return listing.pages[query[Substring(listing.cursor)] ?? 1] ?? listing.beyond
    }

    /// All pages that hold anything.
    var pages: [Page] { listings.values.flatMap(\.pages.values) }
}

extension Answers {
    init(_ world: World) {
        let shape = world.shape
        addNumbered("", size: 100, count: shape.customers) { world.customer($0) }
        listings["/api/managed_users/usage"] = Listing(cursor: "page", pageSize: 0, pages: [1: Page(world.usage)])
        for customer in 0..<shape.customers {
            let base = "/\(world.customerID(customer))"
            let connections = (0..<shape.connectionsPerCustomer).map { world.connection(customer, $0) }
            addWhole(base + "/connections", connections)
            addRecipes(base + "/recipes", world, customer)
            addNumbered(base + "/lookup_tables", size: 100, count: 1) { _ in world.table(customer) }
            let rows = base + "/lookup_tables/\(world.tableID(customer))/rows"
            addNumbered(rows, size: 1_000, count: shape.rowsPerTable) { world.row(customer, $0) }
        }
    }

    private mutating func addWhole(_ path: String, _ records: [JSON]) {
        listings["/api/managed_users" + path] = Listing(cursor: "page", pageSize: 0, pages: [1: Page(.list(records))])
    }

    private mutating func addNumbered(_ path: String, size: Int, count: Int, _ record: (Int) -> JSON) {
        var listing = Listing(cursor: "page", pageSize: min(size, count), pages: [:], beyond: Self.empty)
        for (number, start) in stride(from: 0, to: count, by: size).enumerated() {
            listing.pages[number + 1] = Page(.list((start..<min(start + size, count)).map(record)))
        }
        listings["/api/managed_users" + path] = listing
    }

    /// By descending id; the page after a page is asked for by that page's lowest id.
    private mutating func addRecipes(_ path: String, _ world: World, _ customer: Int) {
        var listing = Listing(cursor: "since_id", pageSize: 100, pages: [:])
        var cursor = 1
        for end in stride(from: world.shape.recipesPerCustomer, to: 0, by: -100) {
            let positions = (max(0, end - 100)..<end).reversed()
            listing.pages[cursor] = Page(.list(positions.map { world.recipe(customer, $0) }))
            cursor = world.recipeID(customer, max(0, end - 100))
        }
        listing.pages[cursor] = Self.empty
        listings["/api/managed_users" + path] = listing
    }
}
