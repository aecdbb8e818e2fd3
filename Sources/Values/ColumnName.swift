/// What the name of a column says, to people and about its numbers.
public enum ColumnName {
    /// The last words of names whose numbers are names of things, such as `recipe_id`: they are not counted, so their digits are not grouped.
    private static let identifiers: Set<Substring> = [
        "id", "ids", "run", "version", "no", "number", "position", "year", "month", "week", "day", "hour",
    ]

    /// Whether the numbers of a column only tell one thing from another.
    public static func isIdentifier(_ name: String) -> Bool {
        let words = name.lowercased().split(separator: "_")
        return words.last.map(identifiers.contains) == true
    }

    /// The name as people read it: `task count` for `task_count`.
    public static func shown(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

    /// Whether the numbers of a column are percentages, such as `failed_percent`.
    public static func isPercent(_ name: String) -> Bool { name.lowercased().split(separator: "_").contains("percent") }
}
