import Catalog
import GRDB
import Hashing
import Migrations

/// Brings a database's schema up to date: the numbered migrations first, then all that is derived from the live tables.
///
/// It is one transaction. A reader sees the file as it was or as it is now, and a process that dies leaves it as it was.
struct Schema {
    let catalog: Catalog
    /// In the order of their numbers. Only tests have others than those of the program.
    var migrations = Migrations.all

    /// The shapes of the catalog's live tables, by name, once the migrations have run.
    func shapes(in db: Database) throws -> [TableSchema] {
        try catalog.tables.map { try TableSchema($0, in: db) }
    }

    func migrate(_ writer: some DatabaseWriter) throws {
        try writer.write { db in
            guard try !isUpToDate(in: db) else { return }
            let upgrade = try ChainUpgrade(db)
            try applyMigrations(in: db)
            try derive(in: db)
            try noteUnknownFields(in: db)
            try upgrade.finish()
        }
    }

    /// Whether the file has had a migration that this version of the program does not know.
    func isOlder(than db: Database) throws -> Bool {
        guard try db.tableExists("grdb_migrations") else { return false }
        return try !applied(in: db).isSubset(of: migrations.map(\.name))
    }

    /// Whether the file has had every migration that this version knows, and none besides.
    func isCurrent(in db: Database) throws -> Bool {
        guard try db.tableExists("grdb_migrations") else { return false }
        return try applied(in: db) == Set(migrations.map(\.name))
    }

    /// Whether the file has had this version's newest migration, and with it all others.
    static func hasNewestMigration(in db: Database) throws -> Bool {
        guard let newest = Migrations.all.last?.name, try db.tableExists("grdb_migrations") else { return false }
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.grdb_migrations WHERE identifier = ?)", arguments: [newest])
            == true
    }

    /// The names of the migrations that the file has had.
    private func applied(in db: Database) throws -> Set<String> {
        try Set(String.fetchAll(db, sql: "SELECT identifier FROM main.grdb_migrations"))
    }

    private func pending(in db: Database) throws -> [Migrations.File] {
        guard try db.tableExists("grdb_migrations") else { return migrations }
        let applied = try applied(in: db)
        return migrations.filter { !applied.contains($0.name) }
    }

    /// Whether this version of the program has made the file what it is. Every command that writes asks, and nearly always it is so.
    private func isUpToDate(in db: Database) throws -> Bool {
        guard try pending(in: db).isEmpty, try Meta.value("unknown_fields", in: db) != nil else { return false }
        return try Meta.value("derived_sha256", in: db) == derivedDigest(of: shapes(in: db))
    }

    private func applyMigrations(in db: Database) throws {
        // The name and the form are those of GRDB's migrator, which older versions of the program used.
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        for file in try pending(in: db) {
            try db.execute(sql: file.sql)
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [file.name])
        }
    }

    private func derive(in db: Database) throws {
        let shapes = try shapes(in: db)
        let digest = derivedDigest(of: shapes)
        guard try Meta.value("derived_sha256", in: db) != digest else { return }
        try db.execute(sql: "DROP VIEW IF EXISTS changes")
        for shape in shapes { try fill(HistoryTable(shape: shape).create(in: db), of: shape, in: db) }
        try db.execute(sql: ChangesView(shapes: shapes).definition)
        try Meta.set("derived_sha256", to: digest, in: db)
        try Meta.set("schema_version", to: version, in: db)
    }

    private var version: String { migrations.last?.name ?? "" }

    /// What the derived objects are recognized by. A migration that makes a table anew drops its triggers and indexes, whatever becomes of its
    /// columns: so the newest migration counts too.
    private func derivedDigest(of shapes: [TableSchema]) -> String {
        let definitions = shapes.map { HistoryTable(shape: $0).definition } + [ChangesView(shapes: shapes).definition, version]
        return SHA256.hash(Array(definitions.joined(separator: ";\n").utf8)).hex
    }

    /// Fills the columns that are new in a resource's own table. Counters and children have tables without fields of their own in `_extra`.
    private func fill(_ added: [String], of table: TableSchema, in db: Database) throws {
        guard !added.isEmpty, let resource = catalog.resources.first(where: { $0.name == table.name }) else { return }
        let backfill = Backfill(table, added: added, renames: resource.renames)
        try backfill.fill(in: db)
        try UnknownFields(resource: resource, shape: table).note(columnsFor: backfill.fields, in: db)
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
