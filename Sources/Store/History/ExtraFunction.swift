import GRDB
import JSONPages
import Values

/// The SQL function that gives `_extra` without some fields: what is left of it once they have columns.
///
/// It reads the fields as `Backfill` does, so that a file before it and a file after it come to the same.
enum ExtraFunction {
    /// `_extra`, the names of the fields with commas between them → JSON text, or NULL if nothing is left.
    static let name = "extra_without"

    static func register(in db: Database) {
        db.add(
            function: DatabaseFunction(name, argumentCount: 2, pure: true) { values in
                guard let extra = String.fromDatabaseValue(values[0]), let fields = String.fromDatabaseValue(values[1]) else { return nil }
                return without(fields.parts(between: ","), in: extra)
            })
    }

    private static func without(_ fields: [String], in extra: String) -> String? {
        // Something else than a sync has written what is no object: it stays as it is.
        guard let page = try? RecordPage(reading: PageBytes("[\(extra)]".utf8), fields: fields), page.count == 1 else { return extra }
        var rest = Extra()
        page.read { rest.collectUnknowns(of: 0, in: $0) }
        let text = rest.close()
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
