import GRDB
import Values

/// The customers' names as they were last known, each looked up once. `History` adds them to the changes that it shows.
final class CustomerNames {
    private let db: Database
    private let sql: String?
    private var known: [Int64: String?] = [:]

    private let otherwise: CustomerNames?

    /// - Parameters:
    ///   - file: the name under which the connection has the file.
    ///   - otherwise: is asked for the names that the file does not know.
    init(_ customers: TrackedTable?, in db: Database, file: String = "main", otherwise: CustomerNames? = nil) {
        self.db = db
        self.otherwise = otherwise
        sql = customers.flatMap { table in
            guard table.columns.contains("name") else { return nil }
            let id = quoted(table.key[0])
            return """
                SELECT name FROM (
                    SELECT name, 9e99 AS until FROM \(file).\(quoted(table.name)) WHERE \(id) = :id
                    UNION ALL SELECT name, _valid_to FROM \(file).\(quoted(table.shape.history)) WHERE \(id) = :id)
                ORDER BY until DESC LIMIT 1
                """
        }
    }

    func name(of customer: Int64?) throws -> String? {
        guard let customer else { return nil }
        if let name = known[customer] { return name }
        let name = try ownName(of: customer) ?? otherwise?.name(of: customer)
        known[customer] = .some(name)
        return name
    }

    private func ownName(of customer: Int64) throws -> String? {
        guard let sql else { return nil }
        var name: String?
        try db.cachedStatement(sql: sql).binding(["id": customer]).forEachRow { name = StoredValue($0, 0).text }
        return name
    }
}
