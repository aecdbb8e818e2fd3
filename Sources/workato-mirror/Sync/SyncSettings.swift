import Catalog
import Settings
import Store
import Sync

/// Turns the settings into what a run needs: its options, and what it withholds.
struct SyncSettings {
    let settings: Settings
    private let catalog = Catalog.standard

    func options(only: Set<String>, allowDeletes: Set<String>) -> SyncRun.Options {
        var options = SyncRun.Options()
        options.only = only
        options.disabled = Set(settings.resources.filter { $0.value.isEnabled == false }.keys)
        options.optedIn = Set(settings.resources.filter { $0.value.isEnabled == true }.keys)
        options.intervals = settings.resources.compactMapValues(\.every)
        options.pickLists = settings.picklists.map {
            PickListChoice(provider: $0.provider, list: $0.list)
        }
        if !options.pickLists.isEmpty {
            options.optedIn.formUnion(catalog.resources.filter { $0.parent?.selection.choice != nil }.map(\.name))
        }
        options.allowedDeletes = allowDeletes.contains("all") ? .all : .resources(allowDeletes)
        options.deletionGuard = settings.deletionGuard
        options.toolVersion = Version.current
        return options
    }

    /// - Parameter makesKey: whether the key of the hashes may be made, if there is none yet. Who only reads needs the one that was used.
    /// - Throws: `Failure` for a column that does not exist, or that identifies a record.
    func masking(_ mirror: MirrorDatabase, makesKey: Bool = true) throws -> ColumnMasking {
        guard !settings.withhold.isEmpty else { return ColumnMasking(catalog: catalog) }
        for column in settings.withhold {
            let possible = try mirror.maskableColumns(of: column.table)
            guard !possible.contains(column.column) else { continue }
            throw Failure(
                "withhold: \(column) is no column that can be withheld",
                hint: possible.isEmpty
                    ? "\(column.table) is made of another table: withhold the column that it comes from"
                    : "of \(column.table) these can be: \(possible.joined(separator: ", "))", code: .usage)
        }
        let key = try makesKey ? MaskingKey(beside: mirror.path) : MaskingKey(thatLiesBeside: mirror.path)
        let columns = Dictionary(grouping: settings.withhold, by: \.table).mapValues { $0.map(\.column) }
        return ColumnMasking(catalog: catalog, columns: columns) { key.hash($1, in: $0) }
    }
}
