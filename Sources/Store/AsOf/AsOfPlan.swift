import GRDBSQLite

/// One way of reading a past table, as SQLite has chosen it, and its statements, which are used again and again.
final class AsOfPlan {
    enum Way: Equatable {
        case scan
        /// In the order of the key.
        case walk
        /// By values for the first columns of an index, or for all of its columns.
        case index(isUnique: Bool)
        /// By values for columns that no index has.
        case search
    }

    let way: Way
    /// Whether it finds one row at most.
    let isUnique: Bool
    let used: [Int]
    /// The columns that must have given values, in the order of the statement's parameters.
    let bound: [Int]
    /// Where a column's value is in a row of the statement.
    let places: UnsafeMutablePointer<CInt>
    private let source: AsOfSource
    private var idle: [OpaquePointer] = []
    private var sql: String?
    private var runs = 0
    private var gathered: MaterializedRows?

    init(_ source: AsOfSource, way: Way, used: [Int], bound: [Int]) {
        (self.source, self.way, self.used, self.bound) = (source, way, used, bound)
        isUnique = way == .index(isUnique: true)
        places = .allocate(capacity: source.table.columns.count)
        places.initialize(repeating: 0, count: source.table.columns.count)
        for (place, column) in used.enumerated() { places[column] = CInt(place) }
    }

    deinit {
        for statement in idle { sqlite3_finalize(statement) }
        places.deallocate()
    }

    /// A statement that waits to be given values.
    func statement() throws(AsOfTableError) -> OpaquePointer {
        runs += 1
        if gathered == nil, try isWorthGathering() {
            for statement in idle { sqlite3_finalize(statement) }
            idle = []
            gathered = try MaterializedRows(source, used: used, bound: bound)
        }
        if let statement = idle.popLast() { return statement }
        if let gathered { return try gathered.statement() }
        return try source.prepare(text())
    }

    /// Takes a statement back. One that reads the table goes, once the rows are gathered.
    func release(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        if let gathered, !gathered.owns(statement) { sqlite3_finalize(statement) } else { idle.append(statement) }
    }

    /// SQLite makes an index for a table without one, but not for a table of a module. So the first search reads the table, and for the second
    /// one the rows are copied. Many look-ups in two tables take longer than making a copy and looking up in that.
    private func isWorthGathering() throws(AsOfTableError) -> Bool {
        switch way {
        case .scan, .walk: return false
        case .search: return runs == 2
        case .index:
            guard runs >= 256, runs.nonzeroBitCount == 1 else { return false }
            return try source.sizes().all < Int64(runs) * 16
        }
    }

    private func text() throws(AsOfTableError) -> String {
        if let sql { return sql }
        let text =
            switch way {
            case .scan: try source.scan(used)
            case .walk: source.table.walk(used)
            case .index(let isUnique): source.table.lookUp(used, by: bound, isUnique: isUnique)
            case .search: try source.scan(used, where: source.table.equal(bound))
            }
        sql = text
        return text
    }
}
