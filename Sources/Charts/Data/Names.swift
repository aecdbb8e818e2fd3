import Values

/// Names of keys: the first column's text, with texts of further columns only where two keys would have one name.
struct Names {
    private let keys: [Key]
    private(set) var list: [String]

    init(_ keys: [Key]) {
        self.keys = keys
        list = keys.map(\.first)
        tellApart(Array(keys.indices), from: 0)
    }

    /// Divides keys by a column, and gives those that are still the same what the next columns say.
    private mutating func tellApart(_ members: [Int], from column: Int) {
        guard members.count > 1, let width = members.first.map({ keys[$0].texts.count }), column < width else { return }
        var groups: [UTF8Text: [Int]] = [:]
        for member in members { groups[keys[member].texts[column], default: []].append(member) }
        // A column with one text for all tells nothing apart.
        if column > 0, groups.count > 1 {
            for member in members { list[member] += ", " + keys[member].texts[column].text }
        }
        for group in groups.values { tellApart(group, from: column + 1) }
    }
}
