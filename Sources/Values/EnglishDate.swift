/// Days and months as people read them, in English: the same on every machine, whatever its language is.
public enum EnglishDate {
    /// `January` to `December`.
    public static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// `Nov`, by its number from 1.
    public static func shortMonth(_ number: Int) -> String { String(months[number - 1].prefix(3)) }

    /// `26 Nov 2026`
    public static func day(_ date: CivilDate) -> String { "\(date.day) \(shortMonth(date.month)) \(date.year)" }

    /// `November 2026`
    public static func month(_ date: CivilDate) -> String { "\(months[date.month - 1]) \(date.year)" }
}
