import Catalog
import Store

/// Texts that the command `schema` says alike as text, as Markdown and as JSON.
extension TableDescription {
    var listed: Resource? { resource.flatMap { Catalog.standard[$0] } }

    /// The columns without the bookkeeping ones of live tables, which one rule describes for all.
    var ownColumns: [ColumnDescription] { kind == .live ? columns.filter { !$0.name.hasPrefix("_") } : columns }

    /// Where its rows come from, in a few words; nil for the mirror's own tables.
    var origin: String? {
        guard let resource, kind == .live else { return nil }
        return request ?? "the records of \(resource)"
    }
}

extension ColumnDescription {
    /// Such as `integer, key`, `text, not NULL` or `text, personal`.
    var typeText: String {
        let place = keyPosition == nil ? (isRequired ? ", not NULL" : "") : ", key"
        return type.rawValue + place + (sensitivityClass.map { ", \($0)" } ?? "")
    }

    /// `personal` or `secret`; nil if no class of redactions hides the column.
    var sensitivityClass: String? { sensitivity.flatMap { $0.isClass ? $0.rawValue : nil } }

    var referenceText: String? { reference.map { "\($0.table).\($0.column)" } }
}

/// What holds for the values of all tables.
enum SchemaWords {
    static let values =
        "Timestamps are UTC, as `2019-09-11T01:20:08.854Z`; booleans are 0 and 1; arrays and objects are JSON text. Counts never pass "
        + "through a binary float. What is personal or secret is hidden in snapshots that are redacted so."
}
