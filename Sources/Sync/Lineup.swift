import Catalog
import Store

/// Lists all that a run is to list: a stage for each resource, fed with scopes by the stage of its parent.
///
/// The stages run side by side, since each group of endpoints has a budget of its own; within a stage as many scopes at
/// once as its budget can keep busy.
struct Lineup {
    let catalog: Catalog
    let resources: [Resource]
    let lister: ScopeLister
    private let queues: [String: Queue]

    private struct Queue {
        let scopes: AsyncStream<Scope>
        let input: AsyncStream<Scope>.Continuation
    }

    init(catalog: Catalog, resources: [Resource], lister: ScopeLister) {
        self.catalog = catalog
        self.resources = resources
        self.lister = lister
        queues = Dictionary(
            uniqueKeysWithValues: resources.map { resource in
                let (scopes, input) = AsyncStream.makeStream(of: Scope.self)
                return (resource.name, Queue(scopes: scopes, input: input))
            })
    }

    func list() async throws {
        for resource in resources where resource.parent == nil && resource.after == nil { startAtRoot(resource) }
        try await withThrowingTaskGroup(of: Void.self) { stages in
            for resource in resources {
                stages.addTask {
                    try await stage(resource)
                    release(after: resource)
                }
            }
            // The first error ends the others too; `waitForAll` would wait for stages that nobody feeds any more.
            for try await _ in stages {}
        }
        try Task.checkCancellation()
    }

    private func startAtRoot(_ resource: Resource) {
        queues[resource.name]?.input.yield(Scope(resource, in: catalog))
        queues[resource.name]?.input.finish()
    }

    private func stage(_ resource: Resource) async throws {
        guard let queue = queues[resource.name] else { return }
        try await withThrowingTaskGroup(of: Void.self) { listings in
            var atWork = 0
            for await scope in queue.scopes {
                if atWork >= resource.group.concurrency {
                    try await listings.next()
                    atWork -= 1
                }
                listings.addTask { try await list(resource, scope) }
                atWork += 1
            }
            for try await _ in listings {}
        }
    }

    private func list(_ resource: Resource, _ scope: Scope) async throws {
        let staged = try await lister.list(resource, scope)
        let below = catalog.listed(under: resource).filter { queues[$0.name] != nil }
        guard !below.isEmpty else { return }
        for key in try await lister.staging.keys(of: staged) {
            for child in below {
                queues[child.name]?.input.yield(Scope(child, in: catalog, values: scope.values + [key]))
            }
        }
    }

    /// No more scopes will come for what is listed under the resource; and what waited for it may start.
    private func release(after resource: Resource) {
        for child in catalog.listed(under: resource) { queues[child.name]?.input.finish() }
        for waiting in resources where waiting.after == resource.name { startAtRoot(waiting) }
    }
}

extension EndpointGroup {
    /// How many requests at once keep the budget busy, if an answer takes a second.
    var concurrency: Int { max(2, requestsPerMinute / 60) }
}

extension Catalog {
    /// The named resources, and what must be listed for their sake; all if none is named.
    func selection(_ names: Set<String>) -> [Resource] {
        guard !names.isEmpty else { return resources }
        var wanted = names
        for resource in resources.reversed() where wanted.contains(resource.name) {
            wanted.formUnion([resource.parent?.resource, resource.after].compactMap { $0 })
        }
        return resources.filter { wanted.contains($0.name) }
    }
}
