import Catalog
import Foundation
import GRDB
import Testing
import Values

@testable import Migrations
@testable import Store

/// What is different between two files, of the same version or of two.
@Suite("Two files") struct FileComparisonTests {
    private func copy(of queue: DatabaseQueue) throws -> String {
        let path = try EmptyMirror.copy().replacing("mirror.db", with: "copy.db")
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
        return path
    }

    private func compare(_ first: String, _ last: String) throws -> FileComparison {
        try FileComparison(MirrorPlace(first), MirrorPlace(last))
    }

    /// A line for each object: `update recipes 7/41354 name`.
    private func told(_ files: FileComparison, _ selection: HistorySelection = HistorySelection()) throws -> [String] {
        var lines: [String] = []
        var (counted, listed) = (0, 0)
        let count = { (counts: [History.DifferenceCount]) in counted = counts.reduce(0) { $0 + $1.inserted + $1.updated + $1.deleted } }
        let each = { (object: ChangedObject) in
            listed += 1
            let key = object.table.keyPlaces.map { object.row[$0].text ?? object.row[$0].integer.map(String.init) ?? "NULL" }
            let columns = object.operation == .update ? object.changedPlaces.map { object.table.columns[$0] } : []
            let parts = [object.operation.rawValue, object.table.name, key.joined(separator: "/"), columns.joined(separator: ",")]
            lines.append(parts.filter { !$0.isEmpty }.joined(separator: " "))
            return true
        }
        try files.difference(of: selection, counted: count, each: each)
        #expect(counted == listed)
        return lines
    }

    @Test("are equal if one is a copy, and then differ by what is written into one; backwards it is reversed")
    func edited() throws {
        let (history, queue) = try PastMirror.history()
        let other = try copy(of: queue)
        #expect(try told(compare(history.path, other)) == [] && told(compare(other, other)) == [])
        try DatabaseQueue(path: other).write { db in
            try db.execute(
                sql: """
                    UPDATE recipes SET name = 'd', _extra = '{"a":1}' WHERE managed_user_id = 7;
                    UPDATE recipes SET _valid_from = 4 WHERE managed_user_id = 8;
                    INSERT INTO managed_users (id, name, _valid_from) VALUES (5, 'New', 4);
                    INSERT INTO recipe_connections (managed_user_id, recipe_id, _valid_from) VALUES (7, 41354, 4);
                    DROP TRIGGER properties_deleted; DELETE FROM properties WHERE name = '12';
                    """)
        }
        let there = [
            "insert managed_users 5", "delete properties 7/12", "update recipes 7/41354 name,_extra",
            "insert recipe_connections 7/41354/NULL/NULL/NULL",
        ]
        #expect(try told(compare(history.path, other)) == there)
        let swapped = there.map { line in
            line.hasPrefix("insert") ? line.replacing("insert", with: "delete") : line.replacing("delete", with: "insert")
        }
        #expect(try told(compare(other, history.path)) == swapped)
        #expect(try told(compare(history.path, other), HistorySelection(table: "recipes", customer: 8)) == [])
    }

    @Test("differ where texts differ behind a NUL, in values and in keys")
    func zero() throws {
        let (history, queue) = try PastMirror.history(["UPDATE recipes SET name = 'a' || char(0) || 'b'"])
        let other = try copy(of: queue)
        try DatabaseQueue(path: other).write { db in
            try db.execute(
                sql: """
                    UPDATE recipes SET name = 'a' || char(0) || 'c' WHERE managed_user_id = 8;
                    INSERT INTO properties (managed_user_id, name, _valid_from) VALUES (7, '12' || char(0), 4)
                    """)
        }
        #expect(try told(compare(history.path, other)) == ["insert properties 7/12\0", "update recipes 8/41354 name"])
    }

    @Test("are looked at row by row, each found in the other by its key")
    func plans() throws {
        let (history, queue) = try PastMirror.history()
        try queue.writeWithoutTransaction { try $0.execute(sql: "ATTACH ? AS earlier", arguments: [history.path]) }
        for table in history.tables {
            let compared = try #require(ComparedTable(earlier: table, later: table, renames: [:]))
            let condition = try #require(RowCondition(HistorySelection(), in: table.shape, customers: nil))
            let query = FileDifferenceQuery(compared: compared, condition: condition)
            for sql in [query.rows, query.counts] {
                let plan = try queue.read { try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String } }
                // Each of the two arms reads one file and looks into the other.
                let (scans, searches) = (plan.filter { $0.contains(/SCAN [el]\b/) }, plan.filter { $0.contains(/SEARCH [el]\b/) })
                #expect(scans.count == 2 && searches.count == 2, "\(table.name): \(plan.joined(separator: "\n"))")
                #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(table.name): \(plan.joined(separator: "\n"))")
            }
        }
    }

    @Test("are compared as they were when the comparison began, whatever is written meanwhile")
    func oneMoment() throws {
        let (history, queue) = try PastMirror.history()
        let other = try copy(of: queue)
        let files = try compare(other, history.path)
        try DatabaseQueue(path: history.path).write { db in
            try PastMirror.publish(5, in: db)
            try db.execute(sql: "UPDATE recipes SET name = 'later', _valid_from = 5")
        }
        #expect(try told(files) == [] && files.last.id == 4)
        let anew = try compare(other, history.path)
        #expect(try told(anew) == ["update recipes 7/41354 name", "update recipes 8/41354 name"] && anew.last.id == 5)
    }
}

/// A file that an older version wrote, against the same one that this version has brought up to date.
@Suite("Files of two versions") struct OlderFileComparisonTests {
    private static let migration = Migrations.File(
        name: "9001_connection_fields",
        sql: "ALTER TABLE connections ADD COLUMN colour TEXT; ALTER TABLE connections ADD COLUMN size INTEGER")

    private func files(_ schema: Schema) throws -> (older: String, newer: String) {
        let (older, newer) = (try OlderFile.make(rows: true), try OlderFile.make(rows: true))
        _ = try FedMirror(newer.path, schema: schema)
        return (older.path, newer.path)
    }

    private func lines(_ first: String, _ last: String) throws -> [String] {
        var lines: [String] = []
        let each = { (object: ChangedObject) in
            lines.append("\(object.operation) \(object.table.name) \(object.row) \(object.changedPlaces)")
            return true
        }
        try FileComparison(MirrorPlace(first), MirrorPlace(last)).difference(of: HistorySelection(), counted: { _ in }, each: each)
        return lines
    }

    @Test("do not differ because one was brought up to date")
    func upgraded() throws {
        let (older, newer) = try files(Schema(catalog: .standard))
        #expect(try lines(older, newer) == [] && lines(newer, older) == [])
    }

    @Test("do not differ because fields moved from `_extra` to columns of their own; what is not compared is told")
    func moved() throws {
        let (older, newer) = try files(Schema(catalog: .standard, migrations: Migrations.all + [Self.migration]))
        #expect(try lines(older, newer) == [] && lines(newer, older) == [])
        let gaps = try FileComparison(MirrorPlace(newer), MirrorPlace(older)).gaps(in: HistorySelection(table: "connections"))
        #expect(gaps == [SchemaGap(file: older, table: "connections", columns: ["colour", "size"])])
        try DatabaseQueue(path: newer).write { try $0.execute(sql: "UPDATE connections SET name = 'new' WHERE id = 1") }
        #expect(try lines(older, newer).count == 1)
    }

    @Test("have the rows of a table that only one of them has")
    func table() throws {
        let (history, queue) = try PastMirror.history(["INSERT INTO api_clients (managed_user_id, id, _valid_from) VALUES (7, 1, 2)"])
        let older = try EmptyMirror.copy().replacing("mirror.db", with: "older.db")
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [older]) }
        try DatabaseQueue(path: older).write { db in
            let views = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
            for view in views { try db.execute(sql: "DROP VIEW \(quoted(view))") }
            try db.execute(sql: "DROP TABLE api_clients; DROP TABLE api_clients_history; DROP TRIGGER properties_updated")
            try db.execute(sql: "DROP TRIGGER properties_deleted; ALTER TABLE properties DROP COLUMN value")
        }
        let files = try FileComparison(MirrorPlace(older), MirrorPlace(history.path))
        #expect(try lines(older, history.path).map { String($0.prefix(18)) } == ["insert api_clients"])
        #expect(try lines(history.path, older).map { String($0.prefix(18)) } == ["delete api_clients"])
        #expect(
            files.gaps(in: HistorySelection()) == [
                SchemaGap(file: older, table: "properties", columns: ["value"]), SchemaGap(file: older, table: "api_clients", columns: []),
            ])
        #expect(files.gaps(in: HistorySelection(table: "recipes")) == [])
        #expect(throws: StoreError.missing(path: "/no/such")) { try FileComparison(MirrorPlace("/no/such"), MirrorPlace(older)) }
    }
}
