import GRDB

/// Whose a database is: one rule for all commands.
enum FileIdentity: Equatable {
    /// It holds nothing yet: a sync may make a mirror of it.
    case empty
    case ours
    /// A mirror that came back from a dump, which keeps no application id: the next sync sets it again.
    case restored
    case foreign

    init(_ db: Database) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard id == 0 else {
            self = id == MirrorDatabase.applicationID ? .ours : .foreign
            return
        }
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.sqlite_schema") == 0
        self = isEmpty ? .empty : try Self.hasOurTables(db) ? .restored : .foreign
    }

    private static func hasOurTables(_ db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM main.sqlite_schema
                WHERE type = 'table' AND name IN ('mirror_meta', 'sync_runs', 'sync_scopes', 'managed_users', 'grdb_migrations')
                """) == 5
    }
}

extension FileIdentity {
    /// Whether there is a mirror to read in it.
    static func isMirror(_ db: Database) throws -> Bool {
        switch try FileIdentity(db) {
        case .ours, .restored: true
        case .empty, .foreign: false
        }
    }
}

/// Whose file it is, for those who open it themselves.
public enum MirrorFile {
    /// Whether a mirror can be read in an open database.
    public static func isMirror(_ db: Database) throws -> Bool { try FileIdentity.isMirror(db) && db.tableExists("mirror_meta") }

    /// - Throws: `.noRuns` while nothing has been published in the file.
    public static func requirePublishedRun(in db: Database, of path: String) throws {
        guard try Run.lastPublished(in: db) > 0 else { throw StoreError.noRuns(path: path) }
    }
}
