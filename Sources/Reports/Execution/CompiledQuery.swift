import GRDBSQLite
import Values

/// One compiled SELECT. It uses SQLite's own interface, because GRDB's statements work with GRDB's authorizer only.
final class CompiledQuery {
    private let sql: String
    private let connection: OpaquePointer?
    private let statement: OpaquePointer
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Compiles the first statement of `sql`, and refuses a second one. The guard has to be installed.
    init(placing sql: String, on connection: OpaquePointer?, guarded: QueryGuard) throws(SQLProblem) {
        self.connection = connection
        self.sql = sql
        let utf8 = Array(sql.utf8CString)
        var statement: OpaquePointer?
        var end = 0
        let code = utf8.withUnsafeBufferPointer { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(connection, text.baseAddress, CInt(text.count), 0, &statement, &tail)
            end = tail.flatMap { tail in text.baseAddress.map { tail - $0 } } ?? 0
            return code
        }
        guard code == SQLITE_OK else { throw SQLFailure.compiling(sql, on: connection, code: code, guarded: guarded) }
        guard let statement else { throw SQLProblem(error: .noStatement) }
        self.statement = statement
        if let second = StatementText.continuation(of: sql, after: end) { throw SQLProblem(error: .severalStatements, offset: second) }
        guard sqlite3_stmt_readonly(statement) != 0 else {
            throw SQLProblem(error: .notAllowed(action: "a statement that writes"), offset: 0)
        }
    }

    /// The same without the place of an error.
    convenience init(_ sql: String, on connection: OpaquePointer?, guarded: QueryGuard) throws(ReportsError) {
        do { try self.init(placing: sql, on: connection, guarded: guarded) } catch { throw error.error }
    }

    deinit { sqlite3_finalize(statement) }

    var columns: [String] {
        (0..<sqlite3_column_count(statement)).map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" }
    }

    /// The names of the parameters, without their `:`, `@` or `$`.
    func parameterNames() throws(SQLProblem) -> [String] {
        var names: [String] = []
        for index in 0..<sqlite3_bind_parameter_count(statement) {
            guard let name = sqlite3_bind_parameter_name(statement, index + 1).map({ String(cString: $0) }), !name.hasPrefix("?") else {
                throw SQLProblem(
                    error: .badSQL(message: "a parameter has no name", hint: "write :name instead of ?, and give it as -p name=VALUE"),
                    offset: SQLWords(sql).first("?")?.offset)
            }
            names.append(String(name.dropFirst()))
        }
        return names
    }

    /// Binds every parameter. `:x` and `@x` are the same name.
    func bind(_ cells: [String: StoredValue], to names: [String]) throws(ReportsError) {
        for (index, name) in names.enumerated() {
            guard let cell = cells[name] else { throw .missingParameter(name: name, expected: "a value for :\(name) of the SQL") }
            bind(cell, at: CInt(index + 1))
        }
    }

    private func bind(_ cell: StoredValue, at index: CInt) {
        switch cell {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let value): sqlite3_bind_int64(statement, index, value)
        case .real(let value): sqlite3_bind_double(statement, index, value)
        case .text(let value): sqlite3_bind_text(statement, index, value, CInt(value.utf8.count), Self.transient)
        case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, CInt(bytes.count), Self.transient)
        }
    }

    /// Reads the next row into `cells`; false at the end.
    func next(into cells: inout [StoredValue], guarded: QueryGuard, path: String) throws(ReportsError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW:
            cells.removeAll(keepingCapacity: true)
            for index in 0..<sqlite3_column_count(statement) { cells.append(cell(index)) }
            return true
        case SQLITE_DONE: return false
        case let code: throw SQLFailure.running(on: connection, code: code, guarded: guarded, path: path)
        }
    }

    private func cell(_ index: CInt) -> StoredValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT: .text(String(decoding: bytes(of: sqlite3_column_text(statement, index), at: index), as: UTF8.self))
        case SQLITE_BLOB: .blob(Array(bytes(of: sqlite3_column_blob(statement, index), at: index)))
        default: .null
        }
    }

    private func bytes(of start: UnsafeRawPointer?, at index: CInt) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, index)))
    }
}
