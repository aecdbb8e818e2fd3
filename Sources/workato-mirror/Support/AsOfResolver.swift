import Foundation
import Reports
import Store

/// Prepares a connection for `--as-of`: the statement then sees the mirror of that moment, and a view of each lookup table that it names.
enum AsOfResolver {
    /// - Parameter text: nil for now.
    /// - Throws: from the preparation, `StoreError.noRuns` if no run has been published in the file. Its tables are empty, which would
    ///     look like an answer.
    static func preparation(_ text: String?, of path: String) -> SafeReader.Preparation {
        { db, statement in
            try MirrorFile.requirePublishedRun(in: db, of: path)
            guard let text else {
                try MissingRelations.prepare(db, for: statement)
                return SafeReader.Prepared(moment: nil, run: try AsOfRun("latest", in: db))
            }
            let run = try AsOfRun(text, in: db)
            return SafeReader.Prepared(moment: run.at, reading: try run.prepare(db, for: statement), run: run)
        }
    }

    /// Turns `yesterday` or `-7 days` into the date that it means; any other text stays as it is.
    static func absolute(_ text: String, now: Date) -> String { CalendarText.date(text, now: now) ?? text }
}
