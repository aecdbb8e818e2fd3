import Values

/// Writes JSON with the columns in their order: one array of objects, or one object in each line.
struct JSONWriter: ResultWriter {
    enum Layout { case array, lines }

    private let output: BufferedOutput
    private let layout: Layout
    /// Columns whose texts are JSON. They are written as they are, not as strings.
    private let nested: Set<String>
    private var isNested: [Bool] = []
    /// `"name":` for each column, made once.
    private var names: [String] = []
    private var isFirst = true

    init(to output: BufferedOutput, layout: Layout, nested: Set<String> = []) {
        self.output = output
        self.layout = layout
        self.nested = nested
    }

    mutating func begin(columns: [String]) throws(ReportsError) {
        names = Self.unique(columns).map { JSONText.quoted($0) + ":" }
        isNested = columns.map(nested.contains)
        if layout == .array { try output.append("[") }
    }

    mutating func row(_ cells: [StoredValue]) throws(ReportsError) {
        var line = layout == .lines ? "{" : isFirst ? "\n{" : ",\n{"
        isFirst = false
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "," }
            line += names[index] + (isNested[index] ? cell.plainText ?? "null" : cell.json)
        }
        line += layout == .lines ? "}\n" : "}"
        try output.append(line)
    }

    func end() throws(ReportsError) {
        if layout == .array { try output.append(isFirst ? "]\n" : "\n]\n") }
        try output.flush()
    }

    /// The keys of an object have to differ. So a second column `name` becomes `name_2`, or the next number that is free.
    static func unique(_ columns: [String]) -> [String] {
        var taken = Set(columns.map(UTF8Text.init))
        var seen: Set<UTF8Text> = []
        return columns.map { column in
            if seen.insert(UTF8Text(column)).inserted { return column }
            var number = 2
            while !taken.insert(UTF8Text("\(column)_\(number)")).inserted { number += 1 }
            return "\(column)_\(number)"
        }
    }
}

extension StoredValue {
    /// The value as JSON; a blob is a string of its base64.
    var json: String {
        switch self {
        case .null: "null"
        case .integer, .real: plainText ?? "null"
        case .text, .blob: JSONText.quoted(plainText ?? "")
        }
    }
}
