import Catalog

/// The table that keeps each version of a large text, such as a recipe's code, and the statements that find and add them.
struct VersionsTable: Sendable {
    let shape: TableSchema
    let textField: Int
    let numberField: Int
    /// Parameters: the scope's number, the scope's values, the owner, the number, the text, its hash. Made once, like `exists`:
    /// every page prepares both.
    let insert: String
    /// Parameters: the scope's values, the owner, the number, the hash.
    let exists: String
    /// The same, and the text itself as the last parameter.
    let existsWhole: String
    private let text: String
    private let identity: [String]
    private let columns: [String]

    init(_ shape: TableSchema, _ names: Versions, scope: [String], fields: [String]) throws(StoreError) {
        guard let text = fields.firstIndex(of: names.text), let number = fields.firstIndex(of: names.number) else {
            throw .catalog("the versions of \(shape.name) are made of fields that are not read")
        }
        self.shape = shape
        textField = text
        numberField = number
        columns = scope + [names.owner, names.number, names.text, names.text + "_sha256"]
        let places = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
        insert = "INSERT INTO staging.\(quoted(shape.name)) (_scope, \(list(columns))) VALUES (\(places))"
        let same = (scope + [names.owner]).map { "\(quoted($0)) = ? AND " }.joined()
        exists = """
            SELECT 1 FROM main.\(quoted(shape.name))
            WHERE \(same)ifnull(\(quoted(names.number)), -1) = ifnull(?, -1) AND \(quoted(names.text + "_sha256")) = ?
            """
        self.text = quoted(names.text)
        existsWhole = "\(exists) AND \(self.text) = ?"
        identity = (scope + [names.owner]).map(quoted) + ["ifnull(\(quoted(names.number)), -1)", quoted(names.text + "_sha256")]
    }

    var create: String {
        let columns = shape.columns.map { "\(quoted($0.name)) \($0.type.storage)" }.joined(separator: ", ")
        return "CREATE TABLE staging.\(quoted(shape.name)) (_scope INTEGER NOT NULL, \(columns)) STRICT"
    }

    /// If the version is there already, its text is the same, unless another program has changed it in the file.
    var publish: String {
        """
        INSERT INTO main.\(quoted(shape.name)) (\(list(columns)), _valid_from)
        SELECT \(list(columns)), :run FROM staging.\(quoted(shape.name)) WHERE true
        ON CONFLICT (\(identity.joined(separator: ", "))) DO UPDATE SET \(text) = excluded.\(text), _valid_from = excluded._valid_from
        WHERE \(text) IS NOT excluded.\(text)
        """
    }
}
