import GRDB
import Values

/// What a file has besides its tables' rows: triggers, views, indexes, virtual tables. Their texts may hold values too.
struct FileObjects {
    let db: Database
    /// The names of what every mirror has: tables, views, indexes and triggers.
    let own: Set<String>

    /// A trigger, so that it can be made again as it was.
    struct Trigger {
        let name: String
        let sql: String
    }

    /// Takes away all triggers: a redaction is no run, and no change of a closed month.
    func takeTriggers() throws -> [Trigger] {
        let rows = try Row.fetchAll(db, sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
        let triggers = rows.map { Trigger(name: $0["name"], sql: $0["sql"]) }
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER main.\(trigger.name.sqlName)") }
        return triggers
    }

    /// Makes the triggers again, but for those whose texts hold a value.
    func putBack(_ triggers: [Trigger], _ texts: TextRedaction) throws -> [RedactionResult.LeftOut] {
        var leftOut: [RedactionResult.LeftOut] = []
        for trigger in triggers {
            guard own.contains(trigger.name) || !texts.isIn(trigger.sql) else {
                leftOut.append(entry("trigger", trigger.name, texts, "its text holds a redacted value"))
                continue
            }
            do {
                try db.execute(sql: trigger.sql)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                leftOut.append(entry("trigger", trigger.name, texts, "its table is left out"))
            }
        }
        return leftOut
    }

    /// Drops virtual tables: what they have indexed is kept in forms that cannot be searched.
    func dropVirtualTables() throws -> [String] {
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'")
        for name in names { try db.execute(sql: "DROP TABLE main.\(name.sqlName)") }
        return names
    }

    /// Drops what the user has made with a value in its text: a view or an index that asks for it, a table that is named by it.
    func dropTelling(_ texts: TextRedaction) throws -> [RedactionResult.LeftOut] {
        let found = try Row.fetchAll(
            db, sql: "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND type IN ('view', 'index', 'table')"
        )
        return try found.compactMap { row in
            let (type, name, sql): (String, String, String) = (row["type"], row["name"], row["sql"])
            guard !own.contains(name), texts.isIn(sql), try exists(type, name) else { return nil }
            try db.execute(sql: "DROP \(type.uppercased()) main.\(name.sqlName)")
            return entry(type, name, texts, "its text holds a redacted value")
        }
    }

    /// Drops what SQLite has noted of the values for its plans.
    func dropStatistics() throws {
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name LIKE 'sqlite^_stat%' ESCAPE '^'")
        for name in names { try db.execute(sql: "DROP TABLE main.\(name.sqlName)") }
    }

    /// An object of the file that is left out, by its name if that tells no value.
    func entry(_ type: String, _ name: String, _ texts: TextRedaction, _ reason: String) -> RedactionResult.LeftOut {
        RedactionResult.LeftOut(what: texts.isIn(name) ? "a \(type)" : "the \(type) \(name)", reason: reason)
    }

    private func exists(_ type: String, _ name: String) throws -> Bool {
        let sql = "SELECT count(*) FROM main.sqlite_schema WHERE type = ? AND name = ?"
        return try Int.fetchOne(db, sql: sql, arguments: [type, name]) == 1
    }
}
