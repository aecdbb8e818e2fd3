import Catalog
import GRDB

/// A table whose history the mirror keeps, as `History` shows it to the commands.
public struct TrackedTable: Sendable {
    let shape: TableSchema
    /// What one of its rows is called, such as `recipe`.
    public let noun: String
    /// The columns that hold data in the order of their declaration, then `_extra`: the order of every row's values.
    public let columns: [String]
    /// How each of the columns takes what the API sends; `_extra` is JSON.
    public let types: [ColumnType]
    /// The places of the key's columns in a row.
    public let keyPlaces: [Int]
    /// The place in a row of the name that people know an object by, if the key does not have it.
    public let labelPlace: Int?
    let customerPlace: Int?
    /// The table of its rows' counters.
    let measures: String?

    init(_ table: LiveTable, measures: String?, in db: Database) throws {
        self.init(try TableSchema(table, in: db), noun: table.noun, measures: measures)
    }

    private init(_ shape: TableSchema, noun: String, measures: String?) {
        self.shape = shape
        self.noun = noun
        self.measures = measures
        let names = shape.columns.map(\.name) + ["_extra"]
        columns = names
        types = shape.columns.map(\.type) + [.json]
        keyPlaces = shape.key.compactMap { names.firstIndex(of: $0) }
        let key = shape.key
        labelPlace = ["name", "title", "label"].first { names.contains($0) && !key.contains($0) }.flatMap { names.firstIndex(of: $0) }
        customerPlace = shape.customer.flatMap { names.firstIndex(of: $0) }
    }

    /// The same table with only these columns, and `_extra`.
    func keeping(_ names: Set<String>) -> TrackedTable {
        TrackedTable(shape.keeping(names), noun: noun, measures: measures)
    }

    public var name: String { shape.name }

    /// The columns that identify a row, the customer's first where there is one.
    public var key: [String] { shape.key }

    /// Whether it holds counters, which change on every run.
    public var isMeasures: Bool { shape.kind == .measures }

    /// Whether its rows are the customers themselves.
    var holdsCustomers: Bool { shape.kind == .record && shape.customer != nil && shape.key == [shape.customer] }

    /// How its key is written on a command line, such as `MANAGED_USER_ID/ID`.
    public var keyForm: String { key.map { $0.uppercased() }.joined(separator: "/") }
}
