import Catalog
import Store

/// Lists everything that a run has to list. `SyncRun` makes one; it hands each scope to `ScopeLister` and only reads the side file itself.
///
/// Each resource has a stage, which receives its scopes from the stage of its parent. The stages run side by side, since each group of
/// endpoints has its own budget. A stage lists as many scopes at once as its budget can keep busy. A listing that was read recently enough
/// is passed over, but what is listed below its records isn't. At the end it is read after all, if something else names a record that it
/// should have.
struct SyncScheduler {
    let selection: Selection
    let lister: ScopeLister
    private let queues: [String: Queue]
    private let passedOver: Queue

    private var catalog: Catalog { selection.catalog }

    private struct Queue {
        let scopes: AsyncStream<Scope>
        let input: AsyncStream<Scope>.Continuation

        init() { (scopes, input) = AsyncStream.makeStream(of: Scope.self) }
    }

    init(selection: Selection, lister: ScopeLister) {
        self.selection = selection
        self.lister = lister
        queues = Dictionary(uniqueKeysWithValues: selection.resources.map { ($0.name, Queue()) })
        passedOver = Queue()
    }

    func list() async throws {
        selection.resources.first.map(startAtRoot)
        try await withThrowingTaskGroup(of: Void.self) { stages in
            for resource in selection.resources {
                stages.addTask {
                    if let queue = queues[resource.name] { try await stage(resource, queue) { try await list(resource, $0) } }
                    release(after: resource)
                }
            }
            // The first error ends the other stages too. `waitForAll` would wait for stages that no longer receive scopes.
            for try await _ in stages {}
        }
        try await listPassedOver()
        try Task.checkCancellation()
    }

    private func startAtRoot(_ resource: Resource) {
        queues[resource.name]?.input.yield(Scope(resource, in: catalog))
        queues[resource.name]?.input.finish()
    }

    private func stage(_ resource: Resource, _ queue: Queue, _ work: @escaping @Sendable (Scope) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { listings in
            var running = 0
            for await scope in queue.scopes {
                if running >= resource.group.concurrency {
                    try await listings.next()
                    running -= 1
                }
                listings.addTask { try await work(scope) }
                running += 1
            }
            for try await _ in listings {}
        }
    }

    private func list(_ resource: Resource, _ scope: Scope) async throws {
        let staged: StagedScope
        if let since = selection.dueSince[resource.name], let listed = try await lister.staging.listed(scope, since: since) {
            if resource.inboundReferences != nil { passedOver.input.yield(scope) }
            staged = listed
        } else {
            staged = try await lister.list(resource, scope)
        }
        for child in catalog.listed(under: resource) where queues[child.name] != nil { try await feed(child, below: staged) }
    }

    private func feed(_ child: Resource, below staged: StagedScope) async throws {
        func yield(_ values: [KeyValue]) {
            queues[child.name]?.input.yield(Scope(child, in: catalog, values: staged.scope.values + values))
        }
        guard case .chosen = child.parent?.selection else {
            for key in try await lister.staging.keys(of: staged, above: child) { yield([key]) }
            return
        }
        for choice in selection.pickLists {
            for key in try await lister.staging.keys(of: staged, above: child, choice: choice.provider) {
                yield([key, .text(choice.list)])
            }
        }
    }

    /// Ends the queues of what is listed under the resource: they receive no more scopes. Starts the resources that waited for this one.
    /// All resources wait for the first, because one request shows whether the credentials are right.
    private func release(after resource: Resource) {
        for child in catalog.listed(under: resource) {
            if child.listing.ownPath != nil { queues[child.name]?.input.yield(Scope(child, in: catalog, values: [.ownWorkspace])) }
            queues[child.name]?.input.finish()
        }
        let isFirst = resource.name == selection.resources.first?.name
        for root in selection.resources where root.parent == nil && root.name != resource.name {
            if root.after == resource.name || (isFirst && root.after == nil) { startAtRoot(root) }
        }
    }

    private func listPassedOver() async throws {
        passedOver.input.finish()
        for await scope in passedOver.scopes {
            guard let resource = catalog[scope.resource], try await lister.staging.isMentionedUnknown(in: scope) else { continue }
            _ = try await lister.list(resource, scope)
        }
    }
}

extension EndpointGroup {
    /// How many listings at once keep the budget busy, if an answer takes a second. The smallest budgets decide how long a run takes.
    /// They must not be idle while their few pages wait to be staged behind the many pages of others.
    var concurrency: Int { max(8, requestsPerMinute / 60) }
}
