import GRDB
import Values

/// The customers' names as they were last known, each looked up once. `History` adds them to the changes that it shows.
final class CustomerNames {
    private let db: Database
    private let sql: String?
    private var known: [Int64: String?] = [:]

    init(_ customers: TrackedTable?, in db: Database) {
        self.db = db
        sql = customers.flatMap { table in
            guard table.columns.contains("name") else { return nil }
            let id = quoted(table.key[0])
            return """
                SELECT name FROM (
                    SELECT name, 9e99 AS until FROM main.\(quoted(table.name)) WHERE \(id) = :id
                    UNION ALL SELECT name, _valid_to FROM main.\(quoted(table.shape.history)) WHERE \(id) = :id)
                ORDER BY until DESC LIMIT 1
                """
        }
    }

    func name(of customer: Int64?) throws -> String? {
        guard let customer, let sql else { return nil }
        if let name = known[customer] { return name }
        var name: String?
        try db.cachedStatement(sql: sql).binding(["id": customer]).forEachRow { name = StoredValue($0, 0).text }
        known[customer] = .some(name)
        return name
    }
}
