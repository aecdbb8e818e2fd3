import Billing
import Catalog
import GRDB
import Reports
import Store
import Values

/// Hides values in a private copy of a mirror: in the columns that are chosen, and wherever else the same values stand.
///
/// The copy's pages still hold the values until the caller has it written anew by `VACUUM INTO`. The chain's links are left as they are.
public struct Redactor: Sendable {
    let choice: RedactionChoice
    let key: RedactionKey
    let schema: SchemaDescription
    let catalog: Catalog
    let reports: [Report]

    /// - Parameter reports: those of which the result says whether they are affected.
    public init(
        _ choice: RedactionChoice, key: RedactionKey, schema: SchemaDescription, reports: [Report], catalog: Catalog = .standard
    ) {
        (self.choice, self.key, self.schema, self.reports, self.catalog) = (choice, key, schema, reports, catalog)
    }

    /// Redacts the copy in one transaction. If it fails, the copy is as it was.
    ///
    /// - Parameter path: a copy that nobody else has open. A file of an older schema is redacted too.
    /// - Throws: `.badRedaction` if a table of the user's refuses pseudonyms; `.mirror` if the file cannot be written.
    public func redact(_ path: String) throws(EvidenceError) -> RedactionResult {
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            // The digests of closed months are made anew.
            configuration.prepareDatabase { CanonicalText.prepare($0) }
            let queue = try DatabaseQueue(path: FilePath.absolute(path), configuration: configuration)
            let result = try queue.write(redact)
            try queue.close()
            return result
        } catch let error as EvidenceError {
            throw error
        } catch {
            throw .mirror(StoreError(error, path: path))
        }
    }

    /// Redacts the copy within a transaction of the caller's. Foreign keys must not be enforced.
    public func redact(in db: Database) throws -> RedactionResult {
        let months = try BilledCopy.unchangedMonths(in: db)
        let objects = FileObjects(db: db, own: schema.objects)
        let triggers = try objects.takeTriggers()
        let virtual = try objects.dropVirtualTables()
        let tables = FileTables(schema: schema, choice: choice, texts: versionTexts)
        let values = try collect(tables.all(in: db), in: db)
        let texts = TextRedaction(values, key: key)
        var leftOut =
            try virtual.map { objects.entry("virtual table", $0, texts, "its index may hold values") } + objects.dropTelling(texts)
        let cells = try rewrite(tables.all(in: db), texts, in: db)
        leftOut += try empty(in: db)
        try objects.dropStatistics()
        try db.renewLookupViews()
        try BilledCopy.renewDigests(of: months, in: db)
        leftOut += try objects.putBack(triggers, texts)
        return RedactionResult(
            columns: choice.columns, values: values.count, cells: cells, leftOut: leftOut,
            affectedReports: try AffectedReports(reports: reports, choice: choice).names(in: db))
    }

    private var versionTexts: [String: String] {
        let versions = catalog.resources.compactMap(\.versions)
        return Dictionary(versions.map { ($0.table, $0.text) }) { first, _ in first }
    }

    /// Reads what the chosen columns hold.
    private func collect(_ tables: [FileTable], in db: Database) throws -> RedactedValues {
        var values = RedactedValues()
        for table in tables {
            for column in table.chosen where !column.becomesNull {
                let read = try RawStatement("SELECT \(column.name.sqlName) FROM main.\(table.name.sqlName)", in: db)
                while try read.step() {
                    guard let bytes = read.bytes(0) else { continue }
                    values.insert(CellValue(bytes, isJSON: column.isJSON).bytes)
                    if column.isJSON { values.insertStrings(in: bytes) }
                }
            }
        }
        return values
    }

    private func rewrite(_ tables: [FileTable], _ texts: TextRedaction, in db: Database) throws -> [String: Int] {
        var cells: [String: Int] = [:]
        for table in tables {
            do {
                let count = try TableRedaction(table: table, texts: texts, db: db).run()
                let isUntold = schema[table.name] == nil && texts.isIn(table.name)
                if count > 0 { cells[isUntold ? "(a table of your own)" : table.name, default: 0] += count }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT && schema[table.name] == nil {
                throw EvidenceError.badRedaction(
                    table.name, reason: "this table of your own has a CHECK or a key that refuses pseudonyms; drop it, or its CHECK")
            }
        }
        return cells
    }

    /// Empties what would tell values by their digests or in forms of its own, or what only a sync needs.
    private func empty(in db: Database) throws -> [RedactionResult.LeftOut] {
        for table in ["record_digests", "spent_requests"] where try db.tableExists(table) {
            try db.execute(sql: "DELETE FROM main.\(table)")
        }
        guard try db.tableExists("billing_files"), try Int.fetchOne(db, sql: "SELECT count(*) FROM main.billing_files") != 0 else {
            return []
        }
        try db.execute(sql: "DELETE FROM main.billing_files")
        let reason = "the exported files of closed months are bytes that hold names; `billing show` works, `billing export` does not"
        return [RedactionResult.LeftOut(what: "billing_files", reason: reason)]
    }
}
