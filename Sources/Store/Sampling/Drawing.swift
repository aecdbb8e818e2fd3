import Catalog
import GRDB

/// Drawing objects and listings from a mirror by their place in a total order, so that the same places give the same objects.
extension MirrorDatabase {
    /// Draws objects from the resources' own tables.
    ///
    /// - Parameter choose: gets the number of objects, and returns the places to take, counted from 0, in ascending order.
    /// - Throws: `.noRuns` or `.olderSchema` where there is nothing that could be compared.
    public func draw(from resources: [Resource], _ choose: (Int) -> [Int]) throws(StoreError) -> DrawnSample {
        try reporting(path) {
            try queue.read { db in
                try MirrorFile.requirePublishedRun(in: db, of: path)
                guard try Schema(catalog: catalog).isCurrent(in: db) else { throw StoreError.olderSchema(path: path) }
                let counts = try resources.map { try count(of: $0, in: db) }
                let population = counts.reduce(0, +)
                var places = choose(population)[...]
                var objects: [SampledObject] = []
                var start = 0
                for (resource, count) in zip(resources, counts) {
                    let inTable = places.prefix { $0 < start + count }
                    places.removeFirst(inTable.count)
                    objects += try self.objects(of: resource, at: inTable.map { $0 - start }, in: db)
                    start += count
                }
                return DrawnSample(population: population, objects: objects)
            }
        }
    }

    private func count(of resource: Resource, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM main.\(quoted(resource.name))") ?? 0
    }

    /// Goes through the keys once, so that memory holds only those that are taken.
    private func objects(of resource: Resource, at places: [Int], in db: Database) throws -> [SampledObject] {
        guard let last = places.last else { return [] }
        let key = catalog.tableKey(of: resource)
        let scopeCount = catalog.scopeColumns(of: resource).count
        let sql = "SELECT \(list(key)) FROM main.\(quoted(resource.name)) ORDER BY \(list(key)) LIMIT \(last + 1)"
        var (place, next) = (0, places[...])
        var objects: [SampledObject] = []
        try db.makeStatement(sql: sql).forEachRow { row in
            defer { place += 1 }
            guard place == next.first else { return }
            next.removeFirst()
            let values = key.indices.compactMap { KeyValue(sqliteStatement: row, index: CInt($0)) }
            guard values.count == key.count else { throw StoreError.catalog("a key of \(resource.name) has no value") }
            let scope = Scope(resource, in: catalog, values: Array(values.prefix(scopeCount)))
            objects.append(SampledObject(scope: scope, key: Array(values.dropFirst(scopeCount))))
        }
        return objects
    }

    /// Draws listings that the mirror has read to their end, of records that are still there.
    ///
    /// - Parameter choose: as for `draw(from:_:)`.
    public func drawListings(of resources: [Resource], _ choose: (Int) -> [Int]) throws(StoreError) -> [Scope] {
        try reporting(path) {
            try queue.read { db in
                let scopes = try resources.flatMap { try listings(of: $0, in: db) }
                return choose(scopes.count).map { scopes[$0] }
            }
        }
    }

    private func listings(of resource: Resource, in db: Database) throws -> [Scope] {
        let width = catalog.scopeColumns(of: resource).count
        var scopes: [Scope] = []
        try db.makeStatement(sql: StoreSQL.completeListings).binding(["resource": resource.name]).forEachRow { row in
            let values = (0..<width).compactMap { KeyValue(sqliteStatement: row, index: CInt($0)) }
            if values.count == width { scopes.append(Scope(resource, in: catalog, values: values)) }
        }
        return try scopes.filter { try hasParent($0, resource, in: db) }
    }

    /// Whether the record that a listing is under is still there.
    private func hasParent(_ scope: Scope, _ resource: Resource, in db: Database) throws -> Bool {
        guard let parent = resource.parent, let above = catalog[parent.resource] else { return true }
        if resource.listing.ownPath != nil, scope.values == [.ownWorkspace] { return true }
        let key = catalog.tableKey(of: above)
        let same = key.map { "\(quoted($0)) = ?" }.joined(separator: " AND ")
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM main.\(quoted(above.name)) WHERE \(same))")
        return try Bool.fetchOne(statement.binding(scope.values.prefix(key.count).map { $0 })) == true
    }
}
