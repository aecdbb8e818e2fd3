import Catalog
import GRDB

/// What the mirror knows of a resource's listings.
public struct KnownListings: Sendable {
    public let scopes: Int
    /// Scopes that were not read to their end recently enough.
    public let due: Int
    /// What the due scopes cost if nothing has changed.
    public let requests: Int
    /// Scopes that were never read to their end.
    public let never: Int
    /// When the scope that was read longest ago, and the one that was read last, were read; times in the mirror's form.
    public let oldest: String?
    public let newest: String?
}

extension Mirror {
    /// - Parameter since: listings read since then are not due; nil if all are.
    public func knownListings(of resource: Resource, since: String?) throws(StoreError) -> KnownListings {
        try reporting(path) {
            try queue.read { db in
                let arguments: StatementArguments = ["resource": resource.name, "since": since ?? "9999"]
                guard let row = try Row.fetchOne(db, sql: StoreSQL.knownListings, arguments: arguments) else {
                    throw StoreError.catalog("no answer about \(resource.name)")
                }
                return KnownListings(
                    scopes: row["scopes"], due: row["due"], requests: row["requests"], never: row["never"], oldest: row["oldest"],
                    newest: row["newest"])
            }
        }
    }

    /// How many records of a resource there are, such as may have listings below them.
    ///
    /// - Parameter choice: only those with this value in this column.
    public func count(of resource: Resource, where choice: (column: String, value: String)? = nil) throws(StoreError) -> Int {
        try reporting(path) {
            try queue.read { db in
                let condition = choice.map { "WHERE \(quoted($0.column)) = ?" } ?? ""
                let arguments = choice.map { StatementArguments([$0.value]) } ?? StatementArguments()
                return try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM main.\(quoted(resource.name)) \(condition)", arguments: arguments) ?? 0
            }
        }
    }
}
