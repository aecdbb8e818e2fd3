import Catalog
import Simulator

/// Where a listing ends (DESIGN.md, “A run”, 2), written down a second time: at an empty page, when `count` is reached, or at a
/// page shorter than the longest of its resource in this run.
struct PagingRule {
    let pageSize: Int
    /// Every answer says how many records there are in all.
    let isCounted: Bool

    /// How many requests it takes to list so many records in each scope. If a page is shorter than the page size, the order of the scopes
    /// decides whether a longer one has been seen before. If not, another request has to show that nothing follows.
    func requests(_ sizes: [Int]) -> ClosedRange<Int> {
        let certain = sizes.map(certainRequests).reduce(0, +)
        let short = sizes.filter { 0 < $0 && $0 < pageSize }
        guard !isCounted, let longest = short.max() else { return certain...certain }
        let isOutdone = sizes.contains { $0 >= pageSize }
        let fewest = isOutdone ? 0 : short.filter { $0 == longest }.count
        // A single scope has no order.
        return (certain + fewest)...(certain + (sizes.count == 1 ? fewest : short.count))
    }

    private func certainRequests(_ size: Int) -> Int {
        let pages = max(1, (size + pageSize - 1) / pageSize)
        // Another page may follow a full page, unless the count of all says otherwise. A count that is just the page's own length says
        // nothing.
        let isOpen = size > 0 && size.isMultiple(of: pageSize) && (!isCounted || size == pageSize)
        return pages + (isOpen ? 1 : 0)
    }
}

extension World {
    /// How many records each listing of a resource has: one number for each scope, or for each branch of a tree.
    func listingSizes(of resource: Resource) -> [Int] {
        let owners = (resource.listing.ownPath == nil ? [] : [0]) + customerIDs
        switch resource.name {
        case "managed_users": return [customerIDs.count]
        case "connectors": return [connectors.count]
        case "custom_connectors", "task_usage": return [0]
        case "folders": return customerIDs.flatMap(branchSizes)
        case "lookup_table_rows":
            return customerIDs.flatMap { customer in
                records(.lookupTables(of: customer)).compactMap { $0["id"]?.integerValue }
                    .map { records(.rows(of: customer, table: $0)).count }
            }
        default:
            return owners.map { owner in
                let path = resource.listing.path.replacing("{managed_user_id}", with: "\(owner)")
                return Place(path: path).map { records($0).count } ?? 0
            }
        }
    }

    /// The first level's folders, and those directly in each folder.
    private func branchSizes(of customer: Int64) -> [Int] {
        let folders = records(.folders(of: customer))
        let ids = Set(folders.compactMap { $0["id"]?.integerValue })
        let parents = folders.map { folder in folder["parent_id"]?.integerValue.flatMap { ids.contains($0) ? $0 : nil } }
        return [parents.filter { $0 == nil }.count] + ids.map { id in parents.filter { $0 == id }.count }
    }
}
