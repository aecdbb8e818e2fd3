import Catalog
import Crypto
import GRDB
import Migrations

/// Brings a database's schema up to date: the numbered migrations first, then all that is derived from the live tables.
struct Schema {
    let catalog: Catalog

    /// The shapes of the catalog's live tables, by name, once the migrations have run.
    func shapes(in db: Database) throws -> [TableSchema] {
        try catalog.tables.map { try TableSchema($0, in: db) }
    }

    func migrate(_ writer: some DatabaseWriter) throws {
        try Self.migrator.migrate(writer)
        try writer.write { db in
            try derive(in: db)
            try noteUnknownFields(in: db)
        }
    }

    /// Each file is applied in a transaction of its own, and recorded by its name.
    static let migrator = Migrations.all.reduce(into: DatabaseMigrator()) { migrator, file in
        migrator.registerMigration(file.name) { try $0.execute(sql: file.sql) }
    }

    private func derive(in db: Database) throws {
        let shapes = try shapes(in: db)
        let view = ChangesView(shapes: shapes).definition
        let twins = shapes.map(HistoryTable.init)
        // A migration that makes a table anew drops its triggers and indexes, whatever becomes of its columns.
        let version = Migrations.all.last?.name ?? ""
        let definition = (twins.map(\.definition) + [view, version]).joined(separator: ";\n")
        let digest = SHA256.hash(data: Array(definition.utf8)).hex
        guard try Meta.value("derived_sha256", in: db) != digest else { return }
        try db.execute(sql: "DROP VIEW IF EXISTS changes")
        for twin in twins { try twin.create(in: db) }
        try db.execute(sql: view)
        try Meta.set("derived_sha256", to: digest, in: db)
        try Meta.set("schema_version", to: version, in: db)
    }
}

/// The names and values of `mirror_meta`.
enum Meta {
    static func value(_ name: String, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM mirror_meta WHERE name = ?", arguments: [name])
    }

    static func set(_ name: String, to value: String, in db: Database) throws {
        try db.execute(sql: StoreSQL.setMeta, arguments: [name, value])
    }
}
