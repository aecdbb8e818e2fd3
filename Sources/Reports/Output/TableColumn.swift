import Values

/// One column of a `TableWriter`'s table: how wide it is, to which side it is set, and how its cells are divided into lines.
struct TableColumn {
    /// A column with wider texts counts as prose, unless its name says that it identifies something.
    private static let widestKey = 40
    /// The narrowest that prose is set. A column is as wide as its widest word, if that is not wider than `word`.
    private static let narrowest = (line: 8, word: 16)
    /// A cell of prose with more lines is cut.
    private static let mostLines = 8

    /// Words in the names of columns that identify something, however wide they are.
    private static let identifying: Set<String> = [
        "account", "api", "app", "application", "client", "collection", "column", "connection", "connector", "customer", "digest", "email",
        "endpoint", "file", "folder", "group", "hash", "id", "ids", "key", "label", "member", "name", "parameter", "parent", "path",
        "plan", "project", "property", "provider", "recipe", "report", "resource", "role", "scope", "sha256", "table", "user", "version",
    ]
    /// Words in the names of columns of prose, even if the texts happen to be short.
    private static let prose: Set<String> = [
        "after", "asks", "before", "cause", "description", "detail", "details", "error", "message", "note", "problem", "question", "reason",
        "signs", "summary", "text", "title", "why",
    ]

    /// The index of its cells in a row.
    let place: Int
    let name: String
    let isNumeric: Bool
    /// Whether its texts may take several lines. Columns of any other kind are shown whole or not at all.
    let isProse: Bool
    /// Whether it tells one row from another.
    let isIdentifying: Bool
    /// The width of the widest cell in the sample.
    let cells: Int
    /// The smallest width that it may have.
    let floor: Int
    var width: Int

    private init(place: Int, name: String, sample: [[StoredValue]]) {
        let cells = sample.lazy.map { $0[place] }.filter { $0 != .null }
        let texts = cells.map(Self.text)
        let widest = texts.map { VisibleText.width($0) }.max() ?? 0
        (self.place, self.name, self.cells) = (place, name, widest)
        isNumeric = !cells.isEmpty && cells.allSatisfy(\.isNumber)
        let parts = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        isIdentifying = !parts.isDisjoint(with: Self.identifying)
        let isNamedProse = !parts.isDisjoint(with: Self.prose) && texts.contains { $0.contains(" ") }
        isProse = !isNumeric && !isIdentifying && (isNamedProse || widest > Self.widestKey)
        let word = texts.flatMap { $0.split(separator: " ") }.map { VisibleText.width(String($0)) }.max() ?? 0
        let least = isProse ? min(widest, max(Self.narrowest.line, min(word, Self.narrowest.word))) : widest
        floor = max(least, Self.words(of: name).map(VisibleText.width).max() ?? 0)
        width = max(widest, VisibleText.width(name))
    }

    /// Chooses the columns that there is room for, and their widths.
    ///
    /// Columns that identify something get room first, then the others, both from the left. To save room, first the names that are wider than
    /// their cells take several lines, then prose does. Columns that still have no room are left out, but never all of them.
    static func columns(header: [String], sample: [[StoredValue]], width limit: Int?, gap: Int) -> [TableColumn] {
        let all = header.indices.map { TableColumn(place: $0, name: header[$0], sample: sample) }
        guard let limit else { return all }
        var columns: [TableColumn] = []
        var taken = -gap
        for column in all.filter(\.isIdentifying) + all.filter({ !$0.isIdentifying })
        where columns.isEmpty || taken + gap + column.floor <= limit {
            columns.append(column)
            taken += gap + column.floor
        }
        columns.sort { $0.place < $1.place }
        var excess = columns.reduce(-gap - limit) { $0 + gap + $1.width }
        narrow(&columns, by: &excess) { max($0.cells, $0.floor) }
        narrow(&columns, by: &excess) { $0.floor }
        return columns
    }

    private static func narrow(_ columns: inout [TableColumn], by excess: inout Int, downTo floor: (TableColumn) -> Int) {
        while excess > 0 {
            let shrinkable = columns.indices.filter { columns[$0].width > floor(columns[$0]) }
            guard let widest = shrinkable.max(by: { columns[$0].width < columns[$1].width }) else { break }
            columns[widest].width -= 1
            excess -= 1
        }
    }

    /// The parts of a name, each with the underscore at its end.
    private static func words(of name: String) -> [String] {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        return parts.dropLast().map { $0 + "_" } + parts.suffix(1)
    }

    /// The name, in as many lines as the width needs.
    var heading: [String] {
        Self.words(of: name).reduce(into: [""]) { lines, word in
            if VisibleText.width(lines[lines.count - 1] + word) > width, !lines[lines.count - 1].isEmpty { lines.append("") }
            lines[lines.count - 1] += word
        }
    }

    /// The cell, in as many lines as the width needs.
    func lines(_ cell: StoredValue) -> [String] {
        let whole = Self.text(cell)
        guard isProse, !cell.isNumber else { return [whole] }
        // The rest could not be shown anyway.
        let text = String(whole.prefix((Self.mostLines + 1) * (width + 1)))
        let lines = VisibleText.wrapped(text, to: width, dividesWords: true)
        guard lines.count > Self.mostLines else { return lines }
        return lines.prefix(Self.mostLines - 1) + [VisibleText.cut(lines[Self.mostLines - 1] + " …", to: width)]
    }

    func padded(_ text: String) -> String { VisibleText.padded(text, to: width, atStart: isNumeric) }

    /// The cell's text: NULL is blank, and the empty text is `""`.
    static func text(_ cell: StoredValue) -> String {
        guard let text = cell.plainText else { return "" }
        return text.isEmpty ? "\"\"" : VisibleText.escaped(text)
    }
}
