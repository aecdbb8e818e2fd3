/// The names of a workbook's sheets, as Excel takes them: valid, and each once.
struct SheetNames {
    /// In UTF-16 units.
    static let limit = 31

    /// In lower case, because Excel takes "A" and "a" for one name. It keeps "History" for itself.
    private var taken: Set<String> = ["history"]

    /// A valid name that is near to the wished one and that no sheet has yet.
    mutating func add(_ wished: String) -> String {
        let base = Self.valid(wished)
        var name = base
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            let suffix = " (\(number))"
            name = Self.cut(base, to: Self.limit - suffix.utf16.count) + suffix
        }
        return name
    }

    /// The name as a formula has it.
    static func quoted(_ name: String) -> String {
        "'" + name.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) } + "'"
    }

    private static func valid(_ wished: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in wished.unicodeScalars {
            scalars.append("[]:*?/\\".unicodeScalars.contains(scalar) || !XMLText.isPlain(scalar) ? "_" : scalar)
        }
        let name = cut(withoutApostrophes(String(scalars)), to: limit)
        return name.isEmpty ? "Sheet" : name
    }

    /// At most so many UTF-16 units, divided between characters.
    private static func cut(_ name: String, to limit: Int) -> String {
        var kept = ""
        var units = 0
        for character in name {
            units += character.utf16.count
            if units > limit { break }
            kept.append(character)
        }
        return withoutApostrophes(kept)
    }

    /// Without the apostrophes and blanks at both ends.
    private static func withoutApostrophes(_ name: String) -> String {
        let isDropped: (Unicode.Scalar) -> Bool = { $0 == "'" || $0 == " " }
        let tail = name.unicodeScalars.drop(while: isDropped)
        guard let last = tail.lastIndex(where: { !isDropped($0) }) else { return "" }
        return String(String.UnicodeScalarView(tail[...last]))
    }
}
