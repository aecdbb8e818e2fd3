import Values

extension ReportParameter {
    /// The text in `:name` without blanks around it, as SQL; the default where it is empty, NULL if there is none.
    var plainText: String {
        let text = "nullif(trim(:\(name)), '')"
        if case .value(let value) = fallback, type != .run { return "coalesce(\(text), \(value.sqlLiteral))" }
        return text
    }

    /// The value that the text in `:name` stands for, as SQL.
    var expression: String {
        let given = plainText
        switch type {
        case .text: return given
        case .integer: return "CAST(\(given) AS INTEGER)"
        case .number: return "CAST(\(given) AS NUMERIC)"
        case .boolean: return "CASE WHEN lower(\(given)) IN ('yes', 'true', 'on', '1') THEN 1 WHEN \(given) IS NOT NULL THEN 0 END"
        case .month: return Self.month(given)
        case .date: return Self.date(given)
        case .zone: return Self.zone(given)
        // Only a value that is known beforehand reaches the indexes behind the view `changes`: so it has to be given.
        case .run: return "CAST(\(given) AS INTEGER)"
        }
    }

    /// Midnight of the zone's own clock at the beginning of all times, turned round. SQLite knows offsets only, and no zone by its name.
    private static func zone(_ text: String) -> String {
        let seconds = "iif(upper(\(text)) IN ('UTC', 'Z'), 0, -unixepoch('1970-01-01 00:00:00' || \(text)))"
        return "json_array(json_array(\(ZoneText.allTimes.first), \(ZoneText.allTimes.last), \(seconds)))"
    }

    /// `-3 months` is a modifier of SQLite's too; what is none gives NULL, and is a month already.
    private static func month(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'this month' THEN '+0 months' WHEN 'last month' THEN '-1 months' ELSE \(text) END"
        return "coalesce(strftime('%Y-%m', 'now', 'start of month', \(offset)), \(text))"
    }

    /// A month before 31 March is 28 February here as elsewhere in the program; SQLite alone would say 3 March.
    private static func date(_ text: String) -> String {
        let offset = "CASE \(text) WHEN 'today' THEN '+0 days' WHEN 'yesterday' THEN '-1 days' ELSE \(text) END"
        let lastOfMonth = "date('now', 'start of month', \(offset), '+1 month', '-1 day')"
        let moved = "CASE WHEN \(text) LIKE '%month%' THEN min(date('now', \(offset)), \(lastOfMonth)) ELSE date('now', \(offset)) END"
        // Six days ago, and then on to the next such day: which is today, if today is one.
        let weekdays = CalendarText.weekdays.enumerated().map {
            "WHEN \($0.element.sqlLiteral) THEN date('now', '-6 days', 'weekday \($0.offset)')"
        }
        return "CASE lower(\(text)) \(weekdays.joined(separator: " ")) ELSE coalesce(\(moved), \(text)) END"
    }
}
