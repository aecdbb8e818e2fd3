import Foundation
import GRDBSQLite

/// One pass over a past table: a statement of one of its plans, standing on a row. SQLite calls it for each row and column, so it does as
/// little as it can.
struct AsOfCursor {
    private var base = sqlite3_vtab_cursor()
    private var statement: OpaquePointer?
    private var plan: Unmanaged<AsOfPlan>?
    /// The plan's places.
    private var places: UnsafeMutablePointer<CInt>?
    private var isAtEnd = true
    /// The values by which the row was last looked up: a join often asks for the same row many times.
    private var sought: [Int64] = []
    private var hasFound = false

    static func make() -> UnsafeMutablePointer<sqlite3_vtab_cursor> {
        let cursor = UnsafeMutablePointer<AsOfCursor>.allocate(capacity: 1)
        cursor.initialize(to: AsOfCursor())
        return UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    }

    static func close(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> CInt {
        guard let cursor = own(cursor) else { return SQLITE_MISUSE }
        cursor.pointee.giveBack()
        cursor.deinitialize(count: 1)
        cursor.deallocate()
        return SQLITE_OK
    }

    static func filter(
        _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>, _ state: AsOfTableState, plan number: CInt,
        values: UnsafeMutablePointer<OpaquePointer?>?
    ) -> CInt {
        guard let own = own(cursor) else { return SQLITE_MISUSE }
        do {
            let plan = state.plan(number, values: values)
            if plan.isUnique, own.pointee.seeks(values, by: plan) { return SQLITE_OK }
            own.pointee.giveBack()
            let code = try state.asOwn { () throws(AsOfTableError) in
                let statement = try plan.statement()
                for place in plan.bound.indices { sqlite3_bind_value(statement, CInt(place + 1), values?[place]) }
                own.pointee.statement = statement
                own.pointee.plan = .passRetained(plan)
                own.pointee.places = plan.places
                return next(cursor)
            }
            own.pointee.keep(values, of: plan)
            return code
        } catch {
            sqlite3_free(cursor.pointee.pVtab.pointee.zErrMsg)
            cursor.pointee.pVtab.pointee.zErrMsg = copy(error.message)
            return error.code
        }
    }

    static func next(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> CInt {
        guard let cursor = own(cursor) else { return SQLITE_MISUSE }
        // After the one row there is no other, and it may be asked for again.
        guard !cursor.pointee.hasFound else {
            cursor.pointee.isAtEnd = true
            return SQLITE_OK
        }
        let code = sqlite3_step(cursor.pointee.statement)
        cursor.pointee.isAtEnd = code != SQLITE_ROW
        return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code
    }

    static func isAtEnd(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> CInt {
        own(cursor)?.pointee.isAtEnd == false ? 0 : 1
    }

    static func column(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, _ context: OpaquePointer?, _ column: CInt) -> CInt {
        guard let cursor = own(cursor), let places = cursor.pointee.places else { return SQLITE_MISUSE }
        sqlite3_result_value(context, sqlite3_column_value(cursor.pointee.statement, places[Int(column)]))
        return SQLITE_OK
    }

    private static func own(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> UnsafeMutablePointer<AsOfCursor>? {
        UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: AsOfCursor.self)
    }

    /// Whether the same row is asked for as the last time. Then it is there again.
    private mutating func seeks(_ values: UnsafeMutablePointer<OpaquePointer?>?, by plan: AsOfPlan) -> Bool {
        guard hasFound, let values, self.plan?.toOpaque() == Unmanaged.passUnretained(plan).toOpaque() else { return false }
        for place in sought.indices
        where sqlite3_value_type(values[place]) != SQLITE_INTEGER || sqlite3_value_int64(values[place]) != sought[place] { return false }
        isAtEnd = false
        return true
    }

    private mutating func keep(_ values: UnsafeMutablePointer<OpaquePointer?>?, of plan: AsOfPlan) {
        guard plan.isUnique, !isAtEnd, let values else { return }
        for place in plan.bound.indices {
            guard sqlite3_value_type(values[place]) == SQLITE_INTEGER else { return }
            sought.append(sqlite3_value_int64(values[place]))
        }
        hasFound = true
    }

    private mutating func giveBack() {
        if let statement { plan?.takeUnretainedValue().release(statement) }
        plan?.release()
        (statement, plan, places, isAtEnd, hasFound) = (nil, nil, nil, true, false)
        sought.removeAll(keepingCapacity: true)
    }

    /// A message in memory that SQLite can free.
    private static func copy(_ message: String) -> UnsafeMutablePointer<CChar>? {
        message.withCString { text in
            let size = strlen(text) + 1
            let memory = sqlite3_malloc(CInt(size))
            memory?.copyMemory(from: text, byteCount: size)
            return memory?.assumingMemoryBound(to: CChar.self)
        }
    }
}
