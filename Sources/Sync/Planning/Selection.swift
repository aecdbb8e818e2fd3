import Catalog

/// What a run is to list.
struct Selection {
    let catalog: Catalog
    let resources: [Resource]
    let pickLists: [PickListChoice]
    /// Listings that were read to their end since then are not due, by resource; times in the mirror's form.
    let dueSince: [String: String]

    /// - Parameter before: gives the time so long before the run, in the mirror's form.
    init(_ options: SyncRun.Options, of catalog: Catalog, before: (Duration) -> String) {
        self.catalog = catalog
        pickLists = options.pickLists
        resources = Self.resources(options, catalog)
        // Who names a resource wants it listed.
        dueSince = options.intervals.filter { !options.only.contains($0.key) }.mapValues(before)
    }

    /// The named resources, and what must be listed for their sake; if none is named, all that are not switched off.
    private static func resources(_ options: SyncRun.Options, _ catalog: Catalog) -> [Resource] {
        var wanted = options.only
        if wanted.isEmpty {
            wanted = Set(catalog.resources.filter { !$0.isOptIn || options.optedIn.contains($0.name) }.map(\.name)).subtracting(
                options.disabled)
            let withoutParent = catalog.resources.filter { $0.parent.map { !wanted.contains($0.resource) } ?? false }
            wanted.subtract(withoutParent.map(\.name))
        }
        for resource in catalog.resources.reversed() where wanted.contains(resource.name) {
            wanted.formUnion([resource.parent?.resource, resource.after].compactMap { $0 })
        }
        return catalog.resources.filter { wanted.contains($0.name) }
    }
}
