import Foundation
import GRDBSQLite

/// The plans that a past table has offered to SQLite, and the choice among them.
final class AsOfTableState {
    private let source: AsOfSource
    private let reading: AsOfReading
    private var plans: [AsOfPlan] = []
    private var table: AsOfTable { source.table }

    init(_ source: AsOfSource, _ reading: AsOfReading) { (self.source, self.reading) = (source, reading) }

    /// Compiles the table's own statements, which read all there is. SQLite may compile one anew when it is first run.
    func asOwn<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        reading.isOwn = true
        defer { reading.isOwn = false }
        return try body()
    }

    /// Chooses the best plan for the conditions that SQLite can give values for, and says what it will cost.
    ///
    /// The figures are those that SQLite itself assumes of a table that was never analyzed: so a report has the same plan as now.
    func choose(for info: UnsafeMutablePointer<sqlite3_index_info>) {
        let offered = equalities(in: info)
        let used = table.columns.indices.filter { info.pointee.colUsed >> UInt64(min($0, 63)) & 1 == 1 }
        let best = table.indexes.map { index in (index, index.columns.prefix { offered[$0] != nil }) }.max { $0.1.count < $1.1.count }
        let plan: AsOfPlan
        if let (index, columns) = best, !columns.isEmpty {
            let isUnique = index.isKey && columns.count == index.columns.count
            plan = self.plan(.index(isUnique: isUnique), used: used, bound: Array(columns))
            let rows = isUnique ? 1 : Int64(max(2, 11 - columns.count))
            (info.pointee.estimatedRows, info.pointee.estimatedCost) = (rows, 20 + 4 * Double(rows))
            if isUnique { info.pointee.idxFlags |= CInt(SQLITE_INDEX_SCAN_UNIQUE) }
        } else if !offered.isEmpty {
            plan = self.plan(.search, used: used, bound: offered.keys.sorted())
            (info.pointee.estimatedRows, info.pointee.estimatedCost) = (20, 10_000)
        } else {
            let isWalk = wantsFirstOfKey(info)
            plan = self.plan(isWalk ? .walk : .scan, used: used, bound: [])
            info.pointee.orderByConsumed = isWalk ? 1 : 0
            (info.pointee.estimatedRows, info.pointee.estimatedCost) = (1_048_576, 3_000_000)
        }
        for (place, column) in plan.bound.enumerated() {
            if let condition = offered[column] { info.pointee.aConstraintUsage[condition].argvIndex = CInt(place + 1) }
        }
        info.pointee.idxNum = CInt(plans.firstIndex { $0 === plan } ?? 0)
    }

    /// The plan for the given values. A number for a text column is compared as a number, which no index on texts can do.
    func plan(_ number: CInt, values: UnsafeMutablePointer<OpaquePointer?>?) -> AsOfPlan {
        let plan = plans[Int(number)]
        for (place, column) in plan.bound.enumerated() where table.columns[column].type == "TEXT" {
            guard let values, sqlite3_value_type(values[place]) == SQLITE_TEXT else { return self.plan(.scan, used: plan.used, bound: []) }
        }
        return plan
    }

    /// Which condition gives a column a value to be equal to. SQLite checks every row again, so others may be left out:
    /// those that compare in another way than the statements here would.
    private func equalities(in info: UnsafeMutablePointer<sqlite3_index_info>) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for place in 0..<Int(info.pointee.nConstraint) {
            let condition = info.pointee.aConstraint[place]
            let column = Int(condition.iColumn)
            guard condition.usable != 0, CInt(condition.op) == SQLITE_INDEX_CONSTRAINT_EQ, column >= 0,
                table.columns[column].type != "ANY", sqlite3_vtab_collation(info, CInt(place)).map({ strcmp($0, "BINARY") }) == 0
            else { continue }
            found[column] = place
        }
        return found
    }

    /// Whether only the first rows by the key are asked for. Reading all rows in that order would take longer than sorting them.
    private func wantsFirstOfKey(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> Bool {
        let order = (0..<Int(info.pointee.nOrderBy)).map { info.pointee.aOrderBy[$0] }
        let conditions = (0..<Int(info.pointee.nConstraint)).map { info.pointee.aConstraint[$0] }
        return !order.isEmpty && order.allSatisfy { $0.desc == 0 } && order.map { Int($0.iColumn) } == Array(table.key.prefix(order.count))
            && conditions.contains { CInt($0.op) == SQLITE_INDEX_CONSTRAINT_LIMIT }
    }

    private func plan(_ way: AsOfPlan.Way, used: [Int], bound: [Int]) -> AsOfPlan {
        if let plan = plans.first(where: { $0.way == way && $0.used == used && $0.bound == bound }) { return plan }
        let plan = AsOfPlan(source, way: way, used: used, bound: bound)
        plans.append(plan)
        return plan
    }
}
