import Catalog
import GRDB
import Hashing
import JSONPages

/// How a resource's records become rows: which fields are read, and to which column each goes. `Staging` makes one for each resource.
public struct RecordMapping: Sendable {
    /// The names to read from a page, as `RecordPage` wants them.
    public let fields: [String]

    let resource: Resource
    let record: StagedTable
    let measures: StagedTable?
    let versions: VersionsTable?
    /// For each part of a record's key: its place in `fields`, and its type.
    let key: [(field: Int, type: ColumnType)]
    let seed: DigestSeed

    init(_ resource: Resource, in catalog: Catalog, _ db: Database) throws {
        let tables = try catalog.tables(of: resource).map { try TableSchema($0, in: db) }
        let own = tables[0]
        let scope = catalog.scopeColumns(of: resource)
        let columns = own.columns.filter { !scope.contains($0.name) }
        var fields = columns.map(\.name)
        fields += resource.renames.keys.sorted()
        fields += resource.measures?.fields ?? []
        fields += resource.versions.map { [$0.text, $0.number] } ?? []
        fields = fields.reduce(into: []) { unique, name in if !unique.contains(name) { unique.append(name) } }
        self.fields = fields
        self.resource = resource

        record = StagedTable(own, scope: scope, owner: nil, fields: fields, renames: resource.renames)
        measures = resource.measures.flatMap { measures in
            tables.first { $0.name == measures.table }
                .map { StagedTable($0, scope: scope, owner: measures.owner, fields: fields, renames: [:]) }
        }
        versions = try resource.versions.flatMap { versions in
            try tables.first { $0.name == versions.table }.map { try VersionsTable($0, versions, scope: scope, fields: fields) }
        }
        key = resource.key.compactMap { name in
            fields.firstIndex(of: name).flatMap { field in columns.first { $0.name == name }.map { (field, $0.type) } }
        }
        seed = DigestSeed(tables: tables, fields: fields, renames: resource.renames)
    }

    /// The key of a record within its scope; nil if the record has none.
    func key(of record: Int, in page: PageReader) -> KeyValue? {
        if key.count == 1 { return KeyValue(page.value(of: record, key[0].field), as: key[0].type) }
        let parts = key.map { part in KeyValue(page.value(of: record, part.field), as: part.type) }
        guard parts.allSatisfy({ $0 != nil }) else { return nil }
        return .text(parts.compactMap { $0?.description }.joined(separator: "/"))
    }
}

/// A table of the side file: it has a live table's columns and the number of the scope. Also the statement that fills it.
struct StagedTable: Sendable {
    struct FieldColumn: Sendable {
        let index: Int32
        let type: ColumnType
        /// The places in `fields` where the value may be; several if the API spells the field in several ways.
        let fields: [Int]
        let name: String
    }

    let shape: TableSchema
    let scopeIndexes: [Int32]
    /// Where the record's key goes, in a table that is not the record's own.
    let ownerIndex: Int32?
    let columns: [FieldColumn]
    /// Made only once, because each page prepares it.
    let insert: String

    init(_ shape: TableSchema, scope: [String], owner: String?, fields: [String], renames: [String: String]) {
        self.shape = shape
        let places = Array(repeating: "?", count: shape.columns.count + 2).joined(separator: ", ")
        insert = "INSERT INTO staging.\(quoted(shape.name)) (_scope, \(list(shape.columns.map(\.name))), _extra) VALUES (\(places))"
        func index(_ name: String) -> Int32? { shape.columns.firstIndex { $0.name == name }.map { Int32($0) + 2 } }
        scopeIndexes = scope.compactMap(index)
        ownerIndex = owner.flatMap(index)
        columns = shape.columns.enumerated().compactMap { position, column in
            guard !scope.contains(column.name), column.name != owner else { return nil }
            let sources = fields.indices.filter { fields[$0] == column.name || renames[fields[$0]] == column.name }
            return FieldColumn(index: Int32(position) + 2, type: column.type, fields: sources, name: column.name)
        }
    }

    var extraIndex: Int32 { Int32(shape.columns.count) + 2 }

    var create: String {
        let columns = shape.columns.map { "\(quoted($0.name)) \($0.type.storage)" }.joined(separator: ", ")
        return "CREATE TABLE staging.\(quoted(shape.name)) (_scope INTEGER NOT NULL, \(columns), _extra TEXT) STRICT"
    }
}
