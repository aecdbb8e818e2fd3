/// Which listing an answer is a page of: the dialects of the API wrap them differently (API.md 3.2).
enum Listing: String, Sendable, CaseIterable {
    case customers, members, connections, recipes, recipeVersions, jobs, folders, projects, roles, lookupTables, lookupRows
    case apiCollections, apiEndpoints, apiClients, apiAccessProfiles
    case integrations, allIntegrations, customConnectors, customerManagers
}

/// What a route answers with.
enum Answer: Sendable {
    /// One object, sent bare.
    case object(JSON)
    /// One page of a listing.
    case list(Page, of: Listing)
    /// Names and values, without ids or pages.
    case properties([PropertySet.Property])

    static let success = Answer.object(["success": true])
}

/// How answers are wrapped: the one place that later dialects of the API change.
struct Envelope: Sendable {
    func wrap(_ answer: Answer) -> JSON {
        switch answer {
        case .object(let value): value
        case .list(let page, _): ["result": .array(page.records)]
        case .properties(let properties): ["result": .object(properties.map { JSON.Member($0.name, .string($0.value)) })]
        }
    }
}
