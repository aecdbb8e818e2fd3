import Foundation
import Reports
import Store

/// Turns `--as-of` into a connection that sees that moment, and every lookup table that the statement names.
enum AsOfResolver {
    /// - Parameter text: nil for now.
    /// - Throws: from the preparation, `StoreError.noRuns` for a file that no run has been published in: its tables are empty, and empty
    ///     tables are no answer.
    static func preparation(_ text: String?, of path: String) -> SafeReader.Preparation {
        { db, statement in
            try MirrorFile.requirePublishedRun(in: db, of: path)
            guard let text else {
                try MissingViews.prepare(db, for: statement)
                return nil
            }
            let run = try AsOfRun(text, in: db)
            return SafeReader.Prepared(moment: run.at, reading: try run.prepare(db, for: statement))
        }
    }

    /// `yesterday` or `-7 days` as the date it means; any other text as it is.
    static func absolute(_ text: String, now: Date) -> String { CalendarText.date(text, now: now) ?? text }
}
