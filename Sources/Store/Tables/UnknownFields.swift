import Catalog
import GRDB

/// A field that has no column, or whose value did not fit its column. It is noted with the first run that saw it.
public struct UnknownField: Sendable, Hashable {
    public let resource: String
    public let field: String
    /// There is a column, and the value did not fit it.
    public let isMisfit: Bool
    public let firstRun: Int64
    /// The key of one row that has it, a JSON object.
    public let sampleKey: String
}

/// Notes what the rows of one resource have in `_extra`.
struct UnknownFields {
    let resource: Resource
    let shape: TableSchema

    /// Looks at the rows that a run is about to publish: no others can have new fields.
    func note(run: Int64, in db: Database) throws {
        try db.execute(sql: noteStaged, arguments: ["run": run])
    }

    var noteStaged: String {
        note(from: "SELECT :run AS _run, rowid AS _at, * FROM staging.\(quoted(shape.name)) WHERE _extra IS NOT NULL")
    }

    /// Looks at all live and past rows, for a file that is older than these notes.
    func noteAll(in db: Database) throws {
        let rows = [shape.name, shape.history].map { table in
            "SELECT _valid_from AS _run, 0 AS _at, \(list(shape.key)), _extra FROM main.\(quoted(table)) WHERE _extra IS NOT NULL"
        }
        try db.execute(sql: note(from: rows.joined(separator: " UNION ALL ")))
    }

    /// After columns were made for some of the fields: they are unknown no more, but values that did not fit are noted as such.
    func note(columnsFor fields: [String], in db: Database) throws {
        let marks = fields.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "DELETE FROM main.unknown_fields WHERE resource = ? AND has_column = 0 AND field IN (\(marks))",
            arguments: StatementArguments([resource.name] + fields))
        try noteAll(in: db)
    }

    /// SQLite takes the bare columns from the row that has the minimum: the first one of the first run.
    private func note(from rows: String) -> String {
        let key = shape.key.map { "'\($0)', s.\(quoted($0))" }.joined(separator: ", ")
        return """
            INSERT INTO main.unknown_fields (resource, field, has_column, run, key)
            SELECT '\(resource.name)', x.key, x.key IN (\(columns)), s._run, json_object(\(key))
            FROM (\(rows)) AS s, json_each(s._extra) AS x
            WHERE x.key NOT IN (\(secrets))
            GROUP BY x.key HAVING min(s._run * 1000000000000 + s._at)
            ON CONFLICT DO NOTHING
            """
    }

    /// Secrets have no column on purpose.
    private var secrets: String { resource.secrets.fields.map { "'\($0)'" }.joined(separator: ", ") }

    /// The fields that have a column in any of the resource's tables.
    private var columns: String {
        let names = shape.columns.map(\.name) + (resource.measures?.fields ?? []) + (resource.versions.map { [$0.text] } ?? [])
        return names.map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension Schema {
    /// Looks once through a file that was written before unknown fields were noted.
    func noteUnknownFields(in db: Database) throws {
        guard try Meta.value("unknown_fields", in: db) == nil else { return }
        for resource in catalog.resources {
            guard let table = catalog.tables(of: resource).first else { continue }
            try UnknownFields(resource: resource, shape: TableSchema(table, in: db)).noteAll(in: db)
        }
        try Meta.set("unknown_fields", to: "noted", in: db)
    }
}
