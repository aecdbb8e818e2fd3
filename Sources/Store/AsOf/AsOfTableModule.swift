import GRDBSQLite

/// The tables of a past run, by name, as SQLite's virtual-table interface asks for them (https://sqlite.org/vtab.html).
///
/// A view could show the same rows, but SQLite would copy it whole for most joins: a report would take 40 times as long.
final class AsOfTableModule {
    private let tables: [String: AsOfTable]
    private let reading: AsOfReading
    private let connection: OpaquePointer?
    private let callbacks: UnsafeMutablePointer<sqlite3_module>

    /// Makes the tables known to the connection, which owns the module from then on.
    static func register(_ tables: [AsOfTable], _ reading: AsOfReading, on connection: OpaquePointer?) -> CInt {
        let module = AsOfTableModule(tables, reading, on: connection)
        return sqlite3_create_module_v2(connection, "past", module.callbacks, Unmanaged.passRetained(module).toOpaque()) {
            $0.map { Unmanaged<AsOfTableModule>.fromOpaque($0).release() }
        }
    }

    private init(_ tables: [AsOfTable], _ reading: AsOfReading, on connection: OpaquePointer?) {
        self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
        self.reading = reading
        self.connection = connection
        callbacks = .allocate(capacity: 1)
        callbacks.initialize(to: Self.functions)
    }

    deinit { callbacks.deallocate() }

    /// SQLite's view of a table, with ours behind it.
    private struct Table {
        var base = sqlite3_vtab()
        let state: Unmanaged<AsOfTableState>
    }

    private func connect(_ name: String) -> UnsafeMutablePointer<sqlite3_vtab>? {
        guard let table = tables[name], sqlite3_declare_vtab(connection, table.declaration) == SQLITE_OK else { return nil }
        let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        made.initialize(to: Table(state: .passRetained(AsOfTableState(AsOfSource(table, on: connection), reading))))
        return UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
    }

    private static func state(of table: UnsafeMutablePointer<sqlite3_vtab>) -> Unmanaged<AsOfTableState> {
        UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.state
    }

    /// C functions cannot hold anything: all they need is behind the pointers that they get.
    private static var functions: sqlite3_module {
        var functions = sqlite3_module()
        functions.xCreate = { _, module, _, names, made, _ in AsOfTableModule.connect(module, names, made) }
        functions.xConnect = functions.xCreate
        functions.xBestIndex = { table, info in
            guard let table, let info else { return SQLITE_MISUSE }
            AsOfTableModule.state(of: table).takeUnretainedValue().choose(for: info)
            return SQLITE_OK
        }
        functions.xDisconnect = { table in
            guard let table else { return SQLITE_MISUSE }
            AsOfTableModule.state(of: table).release()
            UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).deallocate()
            return SQLITE_OK
        }
        functions.xDestroy = functions.xDisconnect
        functions.xOpen = { _, made in
            made?.pointee = AsOfCursor.make()
            return SQLITE_OK
        }
        functions.xClose = { AsOfCursor.close($0) }
        functions.xFilter = { cursor, plan, _, _, values in
            guard let cursor, let table = cursor.pointee.pVtab else { return SQLITE_MISUSE }
            return AsOfCursor.filter(cursor, AsOfTableModule.state(of: table).takeUnretainedValue(), plan: plan, values: values)
        }
        functions.xNext = { AsOfCursor.next($0) }
        functions.xEof = { AsOfCursor.isAtEnd($0) }
        functions.xColumn = { AsOfCursor.column($0, $1, $2) }
        functions.xRowid = { _, _ in SQLITE_ERROR }
        return functions
    }

    private static func connect(
        _ module: UnsafeMutableRawPointer?, _ names: UnsafePointer<UnsafePointer<CChar>?>?,
        _ made: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?
    ) -> CInt {
        guard let module, let name = names?[2] else { return SQLITE_MISUSE }
        made?.pointee = Unmanaged<AsOfTableModule>.fromOpaque(module).takeUnretainedValue().connect(String(cString: name))
        return made?.pointee == nil ? SQLITE_ERROR : SQLITE_OK
    }
}

/// What SQLite says when a past table cannot be read. It goes to SQLite again, as the failure of the report's own statement.
struct AsOfTableError: Error {
    let code: CInt
    let message: String

    init(of connection: OpaquePointer?) {
        code = sqlite3_errcode(connection)
        message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "out of memory"
    }

    static func preparing(_ sql: String, on connection: OpaquePointer?) throws(AsOfTableError) -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw AsOfTableError(of: connection)
        }
        return statement
    }
}
