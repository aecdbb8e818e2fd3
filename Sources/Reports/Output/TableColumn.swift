import Values

/// How wide a column of a table is, and to which side it is set.
struct TableColumn {
    /// Wider texts are taken for prose, unless the column's name says that they identify something.
    private static let widestKey = 40
    /// Prose is not set narrower than this, but for a word, which is divided only if it is wider than that.
    private static let narrowest = (line: 8, word: 16)
    /// A cell of prose that has more lines is cut.
    private static let mostLines = 8

    /// Columns that identify, whatever their width: these words are in their names.
    private static let identifying: Set<String> = [
        "account", "api", "app", "application", "client", "collection", "column", "connection", "connector", "customer", "digest", "email",
        "endpoint", "file", "folder", "group", "hash", "id", "ids", "key", "label", "member", "name", "parameter", "parent", "path",
        "plan", "project", "property", "provider", "recipe", "report", "resource", "role", "scope", "sha256", "table", "user", "version",
    ]
    /// Columns of prose, also where it happens to be short.
    private static let prose: Set<String> = [
        "after", "asks", "before", "cause", "description", "detail", "details", "error", "message", "note", "problem", "question", "reason",
        "signs", "summary", "text", "title", "why",
    ]

    /// Where in a row its cells stand.
    let place: Int
    let name: String
    let isNumeric: Bool
    /// Whether its texts may go on in more lines: all else is whole, or not there.
    let isProse: Bool
    /// Whether it tells one row from another.
    let isIdentifying: Bool
    /// Of the widest cell in the sample.
    let cells: Int
    /// The least that it can be.
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

    /// The columns that there is room for: those that identify come first, each kind from the left. Names that are wider than what is below
    /// them go on in a second line, and prose in more lines; then columns are left out. One that identifies is always there, however wide.
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

    /// A name's parts, each with the underscore that ends it.
    private static func words(of name: String) -> [String] {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        return parts.dropLast().map { $0 + "_" } + parts.suffix(1)
    }

    /// The name in as many lines as the width asks for.
    var heading: [String] {
        Self.words(of: name).reduce(into: [""]) { lines, word in
            if VisibleText.width(lines[lines.count - 1] + word) > width, !lines[lines.count - 1].isEmpty { lines.append("") }
            lines[lines.count - 1] += word
        }
    }

    /// The cell in as many lines as the width asks for.
    func lines(_ cell: StoredValue) -> [String] {
        let whole = Self.text(cell)
        guard isProse, !cell.isNumber else { return [whole] }
        // No more is looked at than could be shown.
        let text = String(whole.prefix((Self.mostLines + 1) * (width + 1)))
        let lines = VisibleText.wrapped(text, to: width, dividesWords: true)
        guard lines.count > Self.mostLines else { return lines }
        return lines.prefix(Self.mostLines - 1) + [VisibleText.cut(lines[Self.mostLines - 1] + " …", to: width)]
    }

    func padded(_ text: String) -> String { VisibleText.padded(text, to: width, atStart: isNumeric) }

    /// NULL is blank, the empty text is `""`.
    static func text(_ cell: StoredValue) -> String {
        guard let text = cell.plainText else { return "" }
        return text.isEmpty ? "\"\"" : VisibleText.escaped(text)
    }
}
