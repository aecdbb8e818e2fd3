import Store

/// A table or view of the schema as JSON. `schema --format json` prints an array of them, history tables included.
struct SchemaJSON: Encodable {
    let table, kind, meaning: String
    let key: [String]
    @OrNull var resource: String?
    @OrNull var request: String?
    @OrNull var page: String?
    let columns: [Column]

    init(_ table: TableDescription) {
        (self.table, kind, meaning, key) = (table.name, table.kind.rawValue, table.meaning, table.key)
        columns = table.columns.map(Column.init)
        resource = table.resource
        request = table.request
        page = table.page
    }

    struct Column: Encodable {
        let column, storage, type: String
        let notNull: Bool
        @OrNull var key: Int?
        let meaning: String
        @OrNull var unit: String?
        @OrNull var sensitivity: String?
        let source: String
        @OrNull var references: String?

        init(_ column: ColumnDescription) {
            (self.column, storage, type) = (column.name, column.storage, column.type.rawValue)
            (notNull, meaning, source) = (column.isRequired, column.meaning, column.source)
            key = column.keyPosition
            unit = column.unit
            sensitivity = column.sensitivityClass
            references = column.referenceText
        }
    }
}
