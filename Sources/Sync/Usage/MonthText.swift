/// Reads a calendar month from a text that may be written in many ways. `UsageFlattener` uses it for each key and each field of an answer.
struct MonthText {
    private static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    /// The month in which the answer was fetched, as `YYYY-MM`. A month's name without a year means the latest such month up to this one.
    let current: String

    /// `YYYY-MM`, or nil if the text doesn't name a month. Texts that do: `2024-01`, `2024-01-31T…`, `2024/1`, `January 2024`, `Jan`.
    func normalized(_ text: String) -> String? {
        let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let first = parts.first else { return nil }
        if let year = Self.year(first) {
            guard parts.count > 1 else { return nil }
            return Self.joined(year, Self.name(parts[1]) ?? Self.number(String(parts[1].prefix { $0.isNumber })))
        }
        guard parts.count <= 2, let month = Self.name(first) else { return nil }
        return parts.count == 2 ? Self.year(parts[1]).flatMap { Self.joined($0, month) } : latest(month)
    }

    /// Whether the text begins like a month, with a year and more, but names none: `2026-13`.
    func isNearlyOne(_ text: String) -> Bool {
        let parts = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
        guard parts.count > 1, let first = parts.first, text.utf8.starts(with: first) else { return false }
        return Self.year(String(decoding: first, as: UTF8.self)) != nil && normalized(text) == nil
    }

    private func latest(_ month: Int) -> String? {
        guard let year = Int(current.prefix(4)), let now = Int(current.suffix(2)) else { return nil }
        return Self.joined(month <= now ? year : year - 1, month)
    }

    static func joined(_ year: Int, _ month: Int?) -> String? {
        guard let month, 1...12 ~= month else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    private static func year(_ text: String) -> Int? {
        guard text.count == 4, let year = Int(text), 1_990...2_999 ~= year else { return nil }
        return year
    }

    private static func number(_ text: String) -> Int? { text.count <= 2 ? Int(text) : nil }

    private static func name(_ text: String) -> Int? {
        guard text.count >= 3, let index = names.firstIndex(where: { $0.hasPrefix(text) }) else { return nil }
        return index + 1
    }
}
