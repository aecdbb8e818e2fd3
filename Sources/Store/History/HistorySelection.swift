import Catalog

/// Which objects a question about the past is about; all if nothing is given.
public struct HistorySelection: Sendable {
    /// A table's name.
    public var table: String?
    /// Names of tables that are left out.
    public var excluded: Set<String>
    public var customer: Int64?
    public var key: ObjectKey?

    public init(table: String? = nil, excluding excluded: Set<String> = [], customer: Int64? = nil, key: ObjectKey? = nil) {
        self.table = table
        self.excluded = excluded
        self.customer = customer
        self.key = key
    }
}

/// Which rows of one table a selection means, as SQL.
struct RowCondition {
    /// Column → the SQL that is its value, or that lists its values.
    private let terms: [(column: String, isList: Bool, sql: String)]
    /// What the SQL refers to by name.
    let values: [String: KeyValue?]
    /// Whether the key finds the rows; else the runs do.
    let isByKey: Bool

    /// - Parameter customers: the table of the customers themselves.
    /// - Returns: nil if the selection leaves the table out.
    init?(_ selection: HistorySelection, in shape: TableSchema, customers: TableSchema?) {
        guard selection.table == nil || selection.table == shape.name, !selection.excluded.contains(shape.name) else { return nil }
        guard selection.customer == nil || shape.customer != nil else { return nil }
        var values: [String: KeyValue?] = [:]
        if let key = selection.key {
            guard let found = key.values(in: shape) else { return nil }
            values = found
        }
        isByKey = !values.isEmpty
        var terms: [(column: String, isList: Bool, sql: String)] = []
        var arguments: [String: KeyValue?] = values
        if let customer = selection.customer, let column = shape.customer {
            if let named = values[column], named != KeyValue.integer(customer) { return nil }
            arguments[column] = KeyValue.integer(customer)
        }
        // The customer is the first column of the key's index: without one, all live and past customers are tried one by one.
        if isByKey, let column = shape.customer, shape.key.first == column, arguments[column] == nil, let customers {
            terms.append((column, true, Self.everyCustomer(customers)))
        }
        terms += arguments.keys.sorted().map { ($0, false, ":\($0)") }
        self.terms = terms
        self.values = arguments
    }

    /// ` AND …` for the rows that are called `row`.
    func sql(_ row: String) -> String {
        terms.map { term -> String in
            let column = "\(row).\(quoted(term.column))"
            if term.isList { return " AND \(column) IN (\(term.sql))" }
            // SQLite has no statistics: without the plus it would expect fewer rows of a customer than of a run.
            return " AND \(isByKey ? "" : "+")\(column) IS \(term.sql)"
        }.joined()
    }

    private static func everyCustomer(_ customers: TableSchema) -> String {
        let id = quoted(customers.key[0])
        return """
            SELECT \(id) FROM main.\(quoted(customers.name)) UNION SELECT \(id) FROM main.\(quoted(customers.history))
            UNION SELECT \(KeyValue.ownWorkspace)
            """
    }
}
