import Foundation
import Reports
import Store

/// Turns `--as-of` into a connection that sees that moment, and every lookup table that the statement names.
enum AsOfResolver {
    /// - Parameter text: nil for now.
    static func preparation(_ text: String?) -> SafeReader.Preparation {
        { db, statement in
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
