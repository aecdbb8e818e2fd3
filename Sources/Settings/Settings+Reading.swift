import Catalog

extension Settings {
    /// Asks for everything, in the order of `provenance`.
    init(_ lookup: inout Lookup, known: Known, credentials: [Entry]) throws(SettingsError) {
        db = try lookup.value(Path(.db), .path) ?? Default.db
        (baseURL, region) = try Self.account(&lookup)
        reserve = try lookup.value(Path(.reserve), .whole(0...99, "a percentage")) ?? Default.reserve
        rateWindow = try lookup.value(Path(.rateWindow), .window)
        withhold = try lookup.list(.withhold, .column) { column, item, source throws(SettingsError) in
            guard !known.tables.contains(column.table) else { return }
            throw .unknownTable(key: item, source: source, suggestion: known.tables.nearest(to: column.table))
        }
        resources = try Self.resources(&lookup, known.resources)
        limits = try Self.limits(&lookup, known.groups)
        deletionGuard = try Self.deletionGuard(&lookup)
        picklists = try lookup.list(.picklists, .pickList)
        every = try lookup.value(Path(.every), .duration)
        recheck = try lookup.value(Path(.recheck), .durationOrNever) ?? Default.recheck
        listen = try lookup.value(Path(.listen), .endpoint)
        logFormat = try lookup.value(Path(.logFormat), .logFormat) ?? Default.logFormat
        timeout = try lookup.value(Path(.timeout), .timeout)
        valueLimit = try lookup.value(Path(.valueLimit), .size) ?? Kind.size.parse(Default.valueLimit) ?? 0
        provenance = lookup.entries + credentials
    }

    /// The address and the region say the same thing: from two sources the first one's holds, from one source they contradict.
    private static func account(_ lookup: inout Lookup) throws(SettingsError) -> (baseURL: String?, region: String?) {
        let baseURL = try lookup.value(Path(.baseURL), .address)
        let region = try lookup.value(Path(.region), .region)
        guard let addressRank = lookup.rank(of: .baseURL), let regionRank = lookup.rank(of: .region) else { return (baseURL, region) }
        if addressRank == regionRank { throw .conflict(of: .baseURL, and: .region, source: lookup.source(of: Path(.region))) }
        let isByAddress = addressRank < regionRank
        lookup.setAside(isByAddress ? .region : .baseURL, for: isByAddress ? .baseURL : .region)
        return isByAddress ? (baseURL, nil) : (nil, region)
    }

    private static func resources(_ lookup: inout Lookup, _ names: Set<String>) throws(SettingsError) -> [String: Resource] {
        var resources: [String: Resource] = [:]
        for name in names.sorted() {
            let isEnabled = try lookup.value(.isEnabled(name), .bool)
            let every = try lookup.value(.every(name), .duration)
            if isEnabled != nil || every != nil { resources[name] = Resource(isEnabled: isEnabled, every: every) }
        }
        return resources
    }

    private static func deletionGuard(_ lookup: inout Lookup) throws(SettingsError) -> DeletionGuard {
        let standard = Default.deletionGuard
        let rows = Kind.whole(0...1_000_000_000, "a number of rows")
        return DeletionGuard(
            rows: try lookup.value(.bound("rows"), rows, or: standard.rows),
            percent: try lookup.value(.bound("percent"), .whole(0...100, "a percentage"), or: standard.percent),
            empty: try lookup.value(.bound("empty"), rows, or: standard.empty))
    }

    private static func limits(_ lookup: inout Lookup, _ groups: Set<String>) throws(SettingsError) -> [String: Int] {
        var limits: [String: Int] = [:]
        for group in groups.sorted() {
            limits[group] = try lookup.value(.limit(group), .whole(1...1_000_000, "requests a minute,"))
        }
        return limits
    }
}
