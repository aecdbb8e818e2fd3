import Foundation
import Reports
import Store

/// Turns `--as-of` into a connection that sees that moment, and into the time that relative parameters count from.
enum AsOfResolver {
    static func resolve(_ text: String?, path: String) throws -> AsOf {
        guard let text else { return AsOf(now: Date()) }
        let run = try AsOfRun(text, in: path)
        return AsOf(now: run.at, prepare: run.prepare)
    }

    /// `yesterday` or `-7 days` as the date it means; any other text as it is.
    static func absolute(_ text: String, now: Date) -> String { CalendarText.date(text, now: now) ?? text }
}
