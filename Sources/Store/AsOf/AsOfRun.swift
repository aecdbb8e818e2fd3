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

    private static func find(_ text: String, in db: Database) throws -> (id: Int64, finishedAt: String, state: String) {
        let published = "FROM sync_runs WHERE state <> 'failed'"
        let first = try Row.fetchOne(db, sql: "SELECT id, finished_at, state \(published) ORDER BY id LIMIT 1")
        guard let first else { throw StoreError.badMoment(text, reason: "no run has been published yet") }
        let last = "ORDER BY id DESC LIMIT 1"
        let row: Row?
        if let id = Int64(text) {
            row = try Row.fetchOne(db, sql: "SELECT id, finished_at, state \(published) AND id = ?", arguments: [id])
            guard row != nil else {
                let highest = try Int64.fetchOne(db, sql: "SELECT id \(published) \(last)") ?? 0
                throw StoreError.badMoment(text, reason: "there is no such published run; the last one is run \(highest)")
            }
        } else if text == "latest" {
            row = try Row.fetchOne(db, sql: "SELECT id, finished_at, state \(published) \(last)")
        } else {
            guard let end = endOfMoment(text) else {
                throw StoreError.badMoment(text, reason: "neither a run, nor a date, nor a time with its offset")
            }
            row = try Row.fetchOne(db, sql: "SELECT id, finished_at, state \(published) AND finished_at <= ? \(last)", arguments: [end])
        }
        guard let row else {
            let (id, time): (Int64, String) = (first["id"], first["finished_at"])
            throw StoreError.badMoment(text, reason: "it is before the first run, which was run \(id) at \(time)")
        }
        return (row["id"], row["finished_at"], row["state"])
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
