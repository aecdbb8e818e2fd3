import GRDBSQLite
import Store

/// Decides by an allow-list what a statement may do. SQLite asks it each time it compiles the statement.
///
/// A read-only connection is not enough: VACUUM INTO and ATTACH reach other files, and temporary tables may be written.
/// It replaces GRDB's own authorizer, which only observes. The connection serves one query, and is then closed.
final class QueryGuard {
    /// The pragmas that describe the schema, also as functions such as `pragma_table_info(…)`.
    private static let pragmas: Set<String> = [
        "collation_list", "compile_options", "foreign_key_list", "function_list", "index_info", "index_list",
        "index_xinfo", "module_list", "table_info", "table_list", "table_xinfo",
    ]

    /// The pragmas that describe tables, views and their columns.
    private static let describing: Set<String> = ["table_info", "table_list", "table_xinfo"]

    /// Functions that reach outside the database. Most exist only in SQLite's shell; they are refused in case they appear.
    private static let functions: Set<String> = [
        "edit", "fsdir", "fts3_tokenizer", "load_extension", "lsmode", "readfile", "writefile", "zipfile",
    ]

    /// What the statement may read if it is about the past; nil for now.
    private let past: AsOfReading?
    private var isOff = false
    /// The tables that the statement reads, also through views, except through `changes`.
    private(set) var tablesRead: Set<String> = []
    /// The first thing that was refused.
    private(set) var denied: ReportsError?

    init(past: AsOfReading? = nil) { self.past = past }

    /// Runs the program's own look-ups, which may read what the statement may not.
    func standingAside<Value>(_ body: () -> Value) -> Value {
        isOff = true
        defer { isOff = false }
        return body()
    }

    /// Installs the guard. Call `remove(from:)` before the guard is released.
    func install(on connection: OpaquePointer?) {
        Self.connectTableFunctions(of: connection)
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_set_authorizer(
            connection,
            { context, action, first, second, schema, view in
                guard let context else { return SQLITE_DENY }
                let guarded = Unmanaged<QueryGuard>.fromOpaque(context).takeUnretainedValue()
                return guarded.isOff ? SQLITE_OK : guarded.decide(action, first, second, schema, view)
            }, context)
    }

    /// SQLite reports the first use of a table-valued function as an UPDATE of sqlite_master, which the guard refuses.
    /// So the allowed functions are used once before.
    private static func connectTableFunctions(of connection: OpaquePointer?) {
        for function in ["json_each", "json_tree"] + pragmas.map({ "pragma_\($0)" }) {
            var statement: OpaquePointer?
            sqlite3_prepare_v2(connection, "SELECT 1 FROM \(function)", -1, &statement, nil)
            sqlite3_finalize(statement)
        }
    }

    func remove(from connection: OpaquePointer?) {
        sqlite3_set_authorizer(connection, nil, nil)
    }

    private typealias Name = UnsafePointer<CChar>?

    private func decide(_ action: CInt, _ first: Name, _ second: Name, _ schema: Name, _ view: Name) -> CInt {
        switch action {
        case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
        case SQLITE_READ:
            // The view `changes` is about runs, not about the tables behind it.
            if let first, view.map({ String(cString: $0) }) != "changes" { tablesRead.insert(String(cString: first)) }
            guard let past, let first else { return SQLITE_OK }
            let refusal = past.refusal(
                of: String(cString: first), in: schema.map { String(cString: $0) }, through: view.map { String(cString: $0) })
            return refusal.map { deny(.notOfThePast($0)) } ?? SQLITE_OK
        case SQLITE_FUNCTION:
            let name = second.map { String(cString: $0).lowercased() } ?? ""
            return Self.functions.contains(name) ? deny("\(name)()") : SQLITE_OK
        case SQLITE_PRAGMA:
            let name = first.map { String(cString: $0).lowercased() } ?? ""
            guard Self.pragmas.contains(name) else { return deny("PRAGMA \(name)") }
            return describes(name, second, schema)
        case SQLITE_UPDATE where first.map { String(cString: $0) } == "sqlite_master":
            return deny("a table-valued function of this kind")
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return deny(first.map { String(cString: $0) } ?? "a transaction")
        default: return deny(Self.names[action] ?? "action \(action)")
        }
    }

    private func describes(_ pragma: String, _ relation: Name, _ schema: Name) -> CInt {
        guard let past, Self.describing.contains(pragma) else { return SQLITE_OK }
        let refusal = past.refusal(ofDescribing: relation.map { String(cString: $0) }, in: schema.map { String(cString: $0) })
        return refusal.map { deny(.notOfThePast($0)) } ?? SQLITE_OK
    }

    private func deny(_ action: String) -> CInt { deny(.notAllowed(action: action)) }

    private func deny(_ error: ReportsError) -> CInt {
        denied = denied ?? error
        return SQLITE_DENY
    }

    private static let names: [CInt: String] = [
        SQLITE_ALTER_TABLE: "ALTER TABLE", SQLITE_ANALYZE: "ANALYZE", SQLITE_ATTACH: "ATTACH", SQLITE_DETACH: "DETACH",
        SQLITE_CREATE_INDEX: "CREATE INDEX", SQLITE_CREATE_TABLE: "CREATE TABLE", SQLITE_CREATE_TEMP_INDEX: "CREATE TEMP INDEX",
        SQLITE_CREATE_TEMP_TABLE: "CREATE TEMP TABLE", SQLITE_CREATE_TEMP_TRIGGER: "CREATE TEMP TRIGGER",
        SQLITE_CREATE_TEMP_VIEW: "CREATE TEMP VIEW", SQLITE_CREATE_TRIGGER: "CREATE TRIGGER", SQLITE_CREATE_VIEW: "CREATE VIEW",
        SQLITE_CREATE_VTABLE: "CREATE VIRTUAL TABLE", SQLITE_DELETE: "DELETE", SQLITE_DROP_INDEX: "DROP INDEX",
        SQLITE_DROP_TABLE: "DROP TABLE", SQLITE_DROP_TEMP_INDEX: "DROP INDEX", SQLITE_DROP_TEMP_TABLE: "DROP TABLE",
        SQLITE_DROP_TEMP_TRIGGER: "DROP TRIGGER", SQLITE_DROP_TEMP_VIEW: "DROP VIEW", SQLITE_DROP_TRIGGER: "DROP TRIGGER",
        SQLITE_DROP_VIEW: "DROP VIEW", SQLITE_DROP_VTABLE: "DROP TABLE", SQLITE_INSERT: "INSERT", SQLITE_REINDEX: "REINDEX",
        SQLITE_UPDATE: "UPDATE",
    ]
}
