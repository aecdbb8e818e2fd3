import Foundation
import GRDB
import Values

/// A past moment of the mirror: a published run, with everything as it was then.
public struct AsOfRun: Sendable {
    public let run: Int64
    /// When that run was published.
    public let at: Date
    /// The same as the mirror has it, to the millisecond.
    public let stamp: String
    /// How it ended: never as failed.
    public let state: RunState
    /// The end of the time that was asked for, in the mirror's form; nil if a run was.
    let until: String?

    /// Finds the run that a text means: a run's number, `latest`, a time (the last run until then), or a day (its last run, in UTC).
    ///
    /// - Throws: `.badMoment` if the text is none of these, or lies before the first run.
    public init(_ text: String, in path: String) throws(StoreError) {
        self = try reporting(path) {
            try MirrorFile.openForReading(path).read { db in
                try MirrorFile.requirePublishedRun(in: db, of: path)
                return try AsOfRun(text, in: db)
            }
        }
    }

    /// The same on a connection that is open already: reading the schema once more takes longer than most look-ups.
    public init(_ text: String, in db: Database) throws {
        let found = try Self.find(text, in: db)
        guard let at = Date(stamp: found.finishedAt) else { throw StoreError.badMoment(text, reason: "the run has no time") }
        guard let state = RunState(rawValue: found.state) else { throw StoreError.badMoment(text, reason: "the run has no known state") }
        run = found.id
        self.at = at
        stamp = found.finishedAt
        self.state = state
        until = Int64(text) == nil && text != "latest" ? Self.endOfMoment(text) : nil
    }

    private static let published = "FROM sync_runs WHERE state <> 'failed'"
    private static let last = "ORDER BY id DESC LIMIT 1"

    private static func find(_ text: String, in db: Database) throws -> (id: Int64, finishedAt: String, state: String) {
        let select = "SELECT id, finished_at, state \(published)"
        let row: Row?
        if let id = Int64(text) {
            row = try Row.fetchOne(db, sql: "\(select) AND id = ?", arguments: [id])
        } else if text == "latest" {
            row = try Row.fetchOne(db, sql: "\(select) \(last)")
        } else {
            row = try endOfMoment(text).flatMap { try Row.fetchOne(db, sql: "\(select) AND finished_at <= ? \(last)", arguments: [$0]) }
        }
        guard let row else { throw StoreError.badMoment(text, reason: try missing(text, in: db)) }
        return (row["id"], row["finished_at"], row["state"])
    }

    /// Why a text names no published run.
    private static func missing(_ text: String, in db: Database) throws -> String {
        let first = try Row.fetchOne(db, sql: "SELECT id, finished_at \(published) ORDER BY id LIMIT 1")
        guard let first else { return "no run has been published yet" }
        if Int64(text) != nil {
            let highest = try Int64.fetchOne(db, sql: "SELECT id \(published) \(last)") ?? 0
            return "there is no such published run; the last one is run \(highest)"
        }
        guard endOfMoment(text) != nil else { return "neither a run, nor a date, nor a time with its offset" }
        let (id, time): (Int64, String) = (first["id"], first["finished_at"])
        return "it is before the first run, which was run \(id) at \(time)"
    }

    /// A time as the mirror writes it, or the end of a day (UTC); nil for any other text.
    public static func endOfMoment(_ text: String) -> String? {
        Timestamp.normalized(text) ?? Timestamp.normalized("\(text)T23:59:59.999Z")
    }

    /// Puts tables and views of that moment in front of those of now, under the same names. SQLite looks for names in the temp schema first,
    /// so that a report that knows nothing of time reads the past.
    ///
    /// - Parameter statement: what will be asked; only what it may name is made.
    /// - Returns: what of the file would still be of now, for whoever guards what the statement reads.
    @discardableResult
    public func prepare(_ db: Database, for statement: String) throws -> AsOfReading {
        var relations = AsOfRelations(run: run, until: until, statement: statement, db: db)
        return try relations.make()
    }
}
