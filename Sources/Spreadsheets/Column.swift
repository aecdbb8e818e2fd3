import Values

/// How the cells of a column are written, decided by its name and its first rows.
struct Column {
    let name: String
    /// Whether the integers are names rather than amounts, so that commas would be wrong in them.
    let isIdentifier: Bool
    /// Set if the column holds dates.
    private(set) var dates: DateText.Form?
    /// Whether no text has come yet: the first one decides about dates.
    private var isUndecided: Bool
    /// In characters, as Excel counts a column's width.
    let width: Int

    private static let narrowest = 6
    private static let widest = 60
    /// What the header's filter button hides.
    private static let button = 3

    /// - Parameter sample: the column's first cells.
    init(name: String, sample: some Collection<StoredValue>) {
        self.name = name
        isIdentifier = ColumnName.isIdentifier(name)
        dates = Self.dates(in: sample)
        isUndecided = !sample.contains { if case .text = $0 { true } else { false } }
        let cells = sample.lazy.map { [isIdentifier, dates] in Self.width(of: $0, isIdentifier, dates) }.max() ?? 0
        width = min(Self.widest, max(Self.narrowest, cells + 1, Self.width(of: name) + Self.button))
    }

    /// Decides by a text that comes behind the sample, if the sample had none.
    mutating func decide(by cell: StoredValue) {
        guard isUndecided, case .text(let text) = cell else { return }
        isUndecided = false
        dates = DateText(text)?.form
    }

    /// The form that all texts have, if there are texts and they have one form.
    private static func dates(in sample: some Collection<StoredValue>) -> DateText.Form? {
        var form: DateText.Form?
        for case .text(let text) in sample {
            guard let date = DateText(text), form == nil || form == date.form else { return nil }
            form = date.form
        }
        return form
    }

    private static func width(of cell: StoredValue, _ isIdentifier: Bool, _ dates: DateText.Form?) -> Int {
        switch cell {
        case .null: 0
        case .integer(let number): isIdentifier ? String(number).utf8.count : number.grouped.utf8.count
        // Excel shows at most 11 characters of a number that has no format.
        case .real(let number): min(11, number.description.utf8.count)
        case .text(let text): dates?.numberFormat.utf8.count ?? width(of: text)
        case .blob(let bytes): (bytes.count + 2) / 3 * 4
        }
    }

    private static func width(of text: String) -> Int { VisibleText.width(String(text.prefix(widest))) }
}
