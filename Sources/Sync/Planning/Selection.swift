import Catalog

/// What a run has to list: its options, applied to the catalog. `SyncScheduler` works from it, and `RunPlan` and `FreshnessPolicy` count
/// by it.
struct Selection {
    let catalog: Catalog
    let resources: [Resource]
    let pickLists: [PickListChoice]
    /// By resource: listings that were read to their end after this time are not due. Times are in the mirror's form.
    let dueSince: [String: String]

    /// - Parameter before: gives the time that is so long before the run, in the mirror's form.
    init(_ options: SyncRun.Options, of catalog: Catalog, before: (Duration) -> String) {
        self.catalog = catalog
        pickLists = options.pickLists
        resources = Self.resources(options, catalog)
        // A resource that is named is listed, however fresh it is.
        dueSince = options.intervals.filter { !options.only.contains($0.key) }.mapValues(before)
    }

    /// The named resources and those that must be listed before them. If none is named, all that are not switched off.
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
