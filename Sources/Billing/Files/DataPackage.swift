import Foundation

/// `datapackage.json`: each file with its sum, and each CSV file's columns with types and meanings, as a Data Package
/// (https://datapackage.org).
struct DataPackage {
    let statement: Statement
    let files: [FrozenFiles.Facts]

    func text() throws -> String {
        try ExportJSON.pretty(
            Content(
                name: "billing-\(statement.month)", title: "Task usage, \(statement.month.title)", resources: files.map(Resource.init)),
            keys: .useDefaultKeys)
    }

    private struct Content: Encodable {
        let schema = "https://datapackage.org/profiles/2.0/datapackage.json"
        let name, title: String
        let resources: [Resource]

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case name, title, resources
        }
    }

    private struct Resource: Encodable {
        let name, path, hash: String
        let bytes: Int
        var type, description, format, mediatype, encoding: String?
        var rows: Int?
        var dialect: Dialect?
        var schema: Schema?

        init(_ file: FrozenFiles.Facts) {
            // A resource's name has small letters only.
            name = file.name.lowercased()
            (path, bytes, hash) = (file.name, file.bytes, "sha256:\(file.sha256)")
            guard let (table, rows) = file.table else { return }
            (type, description, format, mediatype, encoding) = ("table", table.meaning, "csv", "text/csv", "utf-8")
            (self.rows, dialect, schema) = (rows, Dialect(), Schema(fields: table.columns.map(Field.init)))
        }
    }

    private struct Dialect: Encodable {
        let csv = ["delimiter": ",", "lineTerminator": "\r\n"]
    }

    private struct Schema: Encodable {
        let fields: [Field]
        let missingValues = [""]
    }

    private struct Field: Encodable {
        let name, type, description: String

        init(_ column: CSVTable.Column) {
            (name, type, description) = (column.name, column.type.rawValue, column.meaning)
        }
    }
}
