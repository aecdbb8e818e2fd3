import Catalog
import PartnerAPI
import Store

/// Asks the API for the sampled objects, listing by listing, and stages the answers as a sync would.
///
/// The listings are asked and not the endpoints of single records: a mirror is made from listings, single records have other fields, and
/// most of their endpoints have smaller budgets. One listing answers for all objects that were drawn from it, and shows what the mirror
/// lacks. Only where the objects are fewer than the listing's pages, and it can be entered at any id, is each asked for alone.
struct SampleQuestions {
    let lister: ScopeLister
    let mirror: MirrorDatabase
    /// Listings to read to their end, whatever was drawn from them.
    let whole: Set<Scope>

    /// Listings of which only some places were asked for: they say nothing about what the mirror lacks.
    typealias Partial = Set<Scope>

    /// - Parameter objects: what was drawn, by its listing; the listings of `whole` may be missing.
    /// - Throws: only what ends the whole run, as `ScopeLister.list` does.
    func ask(_ objects: [Scope: [SampledObject]]) async throws -> Partial {
        let scopes = Set(objects.keys).union(whole)
        let groups = Dictionary(grouping: scopes) { mirror.catalog[$0.resource]?.group.name ?? "" }
        return try await withThrowingTaskGroup(of: Partial.self) { tasks in
            for scopes in groups.values {
                tasks.addTask { try await ask(inOneBudget: scopes.sorted { ($0.resource, $0.name) < ($1.resource, $1.name) }, objects) }
            }
            return try await tasks.reduce(into: []) { $0.formUnion($1) }
        }
    }

    /// The budgets are spent side by side; within one, so many listings are read at once as keep it busy.
    private func ask(inOneBudget scopes: [Scope], _ objects: [Scope: [SampledObject]]) async throws -> Partial {
        try await withThrowingTaskGroup(of: Scope?.self) { tasks in
            var (running, partial) = (0, Partial())
            for scope in scopes {
                guard let resource = mirror.catalog[scope.resource] else { continue }
                if running >= resource.group.concurrency {
                    if let done = try await tasks.next(), let done { partial.insert(done) }
                    running -= 1
                }
                tasks.addTask { try await ask(resource, scope, objects[scope] ?? []) ? scope : nil }
                running += 1
            }
            for try await case let done? in tasks { partial.insert(done) }
            return partial
        }
    }

    /// - Returns: whether only places of the listing were asked for.
    private func ask(_ resource: Resource, _ scope: Scope, _ objects: [SampledObject]) async throws -> Bool {
        guard case .sinceID = resource.paging, !whole.contains(scope), let ids = ids(objects),
            let last = try mirror.lastListing(of: scope), ids.count < last.pages
        else {
            _ = try await lister.list(resource, scope)
            return false
        }
        var isPartial = true
        _ = try await lister.list(resource, scope) { listing, total in
            var places = listing
            places.paging = .sinceID(pageSize: 1)
            if try await read(ids, of: places, &total) { return .complete }
            isPartial = false
            // What the answers showed is forgotten, so that the whole listing does not seem to repeat it.
            _ = try await lister.staging.begin(scope)
            return try await lister.readToEnd(listing, &total)
        }
        return isPartial
    }

    /// - Returns: false if the server does not enter the list where it is asked to.
    private func read(_ ids: [Int64], of listing: Listing, _ total: inout ListingPass) async throws -> Bool {
        for id in ids {
            if case .integer(let first)? = try await listing.readPlace(of: id, into: &total), first > id { return false }
        }
        return true
    }

    private func ids(_ objects: [SampledObject]) -> [Int64]? {
        let ids = objects.compactMap { object -> Int64? in
            guard object.key.count == 1, case .integer(let id) = object.key[0], id < .max else { return nil }
            return id
        }
        return ids.count == objects.count ? ids : nil
    }
}
