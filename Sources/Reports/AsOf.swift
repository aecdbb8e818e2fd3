import Foundation
import GRDB

/// The moment that a query is about: now, or a past run.
public struct AsOf: Sendable {
    /// What relative parameters such as `this month` start from.
    public let now: Date
    /// Puts the mirror as it was then in front of the live tables, on the query's own connection, for the statement to come.
    public let prepare: @Sendable (Database, String) throws -> Void

    public init(now: Date, prepare: @escaping @Sendable (Database, String) throws -> Void = { _, _ in }) {
        self.now = now
        self.prepare = prepare
    }
}
