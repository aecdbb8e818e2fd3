import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// What questions about the past cost.
@Suite struct HistoryPlanTests {
    @Test("no question reads a whole table")
    func plans() throws {
        let (history, queue) = try PastMirror.history()
        for table in history.tables {
            let whole = Dictionary(uniqueKeysWithValues: table.key.map { ($0, nil as KeyValue?) })
            for selection in [HistorySelection(), HistorySelection(key: .named(whole))] {
                let pairs = try #require(history.pairs(table, selection))
                for sql in [pairs.changes(3, 3), pairs.difference(2, 4), pairs.differenceCounts(2, 4)] {
                    let plan = try queue.read { db in
                        try Row.fetchAll(db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)").binding(pairs.condition.values)).map {
                            $0["detail"] as String
                        }
                    }
                    let scans = plan.filter { $0.contains(/SCAN [hs]\b/) }
                    #expect(scans.isEmpty, "\(table.name): \(plan.joined(separator: "\n"))")
                }
            }
        }
    }
}
