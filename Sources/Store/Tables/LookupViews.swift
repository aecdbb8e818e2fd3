import GRDB
import Values

/// The views `lookup_NAME`: each shows the lookup tables of one name as one table. Some are stored in the file; the others are made when
/// a query names them. They depend on the live rows alone, and only views whose text differs are made anew.
struct LookupViews {
    let db: Database

    /// Stands in each view's text: so our views can be told from those that a user has made.
    static let mark = "/* lookup table"

    /// SQL: whether a row of `sqlite_schema` is a view of ours, also of an older version of the program.
    static let isOurs =
        "type = 'view' AND instr(coalesce(sql, ''), 'CREATE VIEW \"' || replace(name, '\"', '\"\"') || '\" AS \(mark)') = 1"

    /// Brings the views in the file up to date. A view that cannot be made is left out: it does not keep a run from being published.
    func recreate() throws -> [OmittedView] {
        let made = try present()
        var wanted: [UTF8Text: String] = [:]
        var omitted: [OmittedView] = []
        for view in try LookupView.all(of: LookupNames(in: db).stored, in: db) {
            if view.isTooWide {
                omitted.append(OmittedView(name: view.view, reason: "its tables have more labels than a view can have columns"))
            } else {
                wanted[UTF8Text(view.view)] = view.definition(isTemporary: false)
            }
        }
        for (name, sql) in made where wanted[name].map({ $0.hasSameBytes(as: sql) }) != true {
            try attempt { try db.execute(sql: "DROP VIEW main.\(name.text.sqlName)") }
        }
        for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where made[name].map({ $0.hasSameBytes(as: sql) }) != true {
            guard let problem = try attempt({ try create(sql, name.text) }) else { continue }
            omitted.append(OmittedView(name: name.text, reason: problem))
        }
        return omitted
    }

    /// Our views in the file: their names, and their text.
    private func present() throws -> [UTF8Text: String] {
        var made: [UTF8Text: String] = [:]
        try db.makeStatement(sql: "SELECT name, sql FROM main.sqlite_schema WHERE \(Self.isOurs)").forEachRow { row in
            guard let name = StoredValue(row, 0).text, let sql = StoredValue(row, 1).text else { return }
            made[UTF8Text(name)] = sql
        }
        return made
    }

    /// A view is made only if it can be read.
    private func create(_ sql: String, _ name: String) throws {
        try db.execute(sql: sql)
        _ = try db.makeStatement(sql: "SELECT * FROM \(name.sqlName)")
    }

    /// Undoes what fails because of the view itself. Other errors, such as a full disk, are thrown.
    ///
    /// - Returns: the reason; nil if it went well.
    @discardableResult
    private func attempt(_ body: () throws -> Void) throws -> String? {
        do {
            try db.inSavepoint {
                try body()
                return .commit
            }
            return nil
        } catch let error as DatabaseError where Self.liesInTheView(error) {
            return error.message ?? "SQLite refuses it"
        }
    }

    private static func liesInTheView(_ error: DatabaseError) -> Bool {
        [.SQLITE_ERROR, .SQLITE_TOOBIG, .SQLITE_RANGE].contains(error.resultCode)
    }
}

/// A view that a run had to leave out, and why.
public struct OmittedView: Sendable, Hashable {
    public let name: String
    public let reason: String
}

extension LookupViews {
    /// Makes the views that a statement names and that the file does not have.
    func makeMissing(where isWanted: (String) -> Bool) throws {
        let made = try Set(present().keys.map { UTF8Text($0.text.asciiLowercased) })
        try makeTemporary(
            LookupNames(in: db).names.filter { isWanted($0.view) && !made.contains(UTF8Text($0.view.asciiLowercased)) })
    }

    /// Makes the views of a past run whose names are wanted, from the tables of that run. If no table had such a name then, the file may
    /// still have a view of that name: reading it must be an error.
    func recreate(asOf run: Int64, where isWanted: (String) -> Bool) throws {
        let then = try LookupNames(in: db).names.filter { isWanted($0.view) }
        try makeTemporary(then)
        let known = Set(then.map { UTF8Text($0.view.asciiLowercased) })
        for name in try present().keys.map(\.text) where isWanted(name) && !known.contains(UTF8Text(name.asciiLowercased)) {
            try db.execute(sql: "CREATE TEMP VIEW \(name.sqlName) AS SELECT * FROM \("\(name) as of run \(run)".sqlName)")
        }
    }

    /// A view that cannot be made is missing: the statement that names it will say so.
    private func makeTemporary(_ names: [LookupNames.Name]) throws {
        guard !names.isEmpty else { return }
        for view in try LookupView.all(of: names, in: db) where !view.isTooWide {
            do {
                try db.execute(sql: view.definition(isTemporary: true))
            } catch let error as DatabaseError where Self.liesInTheView(error) {}
        }
    }
}
