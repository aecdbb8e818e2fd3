import Catalog
import GRDB
import Values

/// The records that one listing shows, and which of them the mirror lacks.
public struct ListedRecords: Sendable {
    public let scope: Scope
    public var listed = 0
    /// The mirror lacks them, and they were made before it last read the listing. The keys of the first ones are named.
    public var missing = 0
    public var missingKeys: [String] = []
    /// The mirror lacks them, and they were made after that.
    public var new = 0
    /// The mirror lacks them, and the API does not say when they were made.
    public var undated = 0
    public var undatedKeys: [String] = []

    static let namedKeys = 20
}

extension MirrorComparison {
    /// Looks each record of a listing, which was read to its end, up in the mirror.
    ///
    /// - Parameter since: what was made after this time, in the mirror's form, cannot be in the mirror yet.
    public func records(of scope: Scope, since: String) throws(StoreError) -> ListedRecords {
        var result = ListedRecords(scope: scope)
        guard let resource = mirror.catalog[scope.resource] else { return result }
        let listing = ShownListing(resource, mirror.catalog)
        // The mirror is asked inside, page after page of the answers' rows: neither side is held in memory.
        try reporting(mirror.path) {
            try mirror.queue.read { kept in
                try answers.queue.read { shown in
                    let exists = try kept.cachedStatement(sql: listing.exists)
                    try shown.makeStatement(sql: listing.rows(in: shown)).binding(scope.values.map { $0 }).forEachRow { row in
                        result.listed += 1
                        let key = listing.key.indices.compactMap { KeyValue(sqliteStatement: row, index: CInt($0)) }
                        guard try Bool.fetchOne(exists.binding(key.map { $0 })) != true else { return }
                        result.lacks(key, of: listing, made: StoredValue(row, Int32(listing.key.count)).text, since: since)
                    }
                }
            }
        }
        return result
    }
}

extension ListedRecords {
    fileprivate mutating func lacks(_ key: [KeyValue], of listing: ShownListing, made: String?, since: String) {
        let text = RowKey.text(zip(listing.key, key))
        guard let made else {
            undated += 1
            if undatedKeys.count < Self.namedKeys { undatedKeys.append(text) }
            return
        }
        // Of a month there may be no figure before it is over.
        guard made < since.prefix(made.utf8.count) else {
            new += 1
            return
        }
        missing += 1
        if missingKeys.count < Self.namedKeys { missingKeys.append(text) }
    }
}

/// The statements that go through a listing's records.
private struct ShownListing {
    let table: String
    let scope: [String]
    let key: [String]
    /// The column that says when a record was made.
    private let made: String

    init(_ resource: Resource, _ catalog: Catalog) {
        table = resource.name
        scope = catalog.scopeColumns(of: resource)
        key = catalog.tableKey(of: resource)
        made = resource.answer == .monthlyUsage ? "month" : "created_at"
    }

    func rows(in db: Database) throws -> String {
        let column = try db.columns(in: table).contains { $0.name == made } ? quoted(made) : "NULL"
        let place = scope.map { " AND \(quoted($0)) = ?" }.joined()
        return "SELECT \(list(key)), \(column) FROM main.\(quoted(table)) WHERE _valid_from > 0\(place) ORDER BY \(list(key))"
    }

    var exists: String {
        "SELECT EXISTS (SELECT 1 FROM main.\(quoted(table)) WHERE \(key.map { "\(quoted($0)) = ?" }.joined(separator: " AND ")))"
    }
}
