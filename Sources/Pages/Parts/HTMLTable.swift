import Markup
import Reports
import Values

/// A result as an HTML table, made row by row.
///
/// Attributes set numbers to the right and give the cells room, so that the table reads well where style sheets are not allowed.
struct HTMLTable {
    private let columns: [String]
    /// Columns whose numbers are names of things: their digits are not grouped.
    private let isName: [Bool]
    /// Whether a column has had a number, and nothing else.
    private var isNumeric: [Bool?]
    /// Longer texts are cut; nil for no limit.
    private let longest: Int?

    init(columns: [String], longest: Int? = nil) {
        self.columns = columns
        self.longest = longest
        isName = columns.map(ColumnName.isIdentifier)
        isNumeric = columns.map { _ in nil }
    }

    /// The row as HTML.
    mutating func row(_ cells: [StoredValue]) -> String {
        var html = "<tr>"
        for (place, cell) in cells.enumerated() {
            if cell != .null { isNumeric[place] = cell.isNumber && isNumeric[place] != false }
            html += cell.isNumber ? "<td align=\"right\">" : Self.isDate(cell) ? "<td nowrap>" : "<td>"
            html += text(cell, isName: isName[place]) + "</td>"
        }
        return html + "</tr>\n"
    }

    /// What comes before the rows. It is known when all rows are: the name stands above the numbers, to the right.
    var opening: String {
        let heads = zip(columns, isNumeric).map { name, isNumeric in
            "<th scope=\"col\" align=\"\(isNumeric == true ? "right" : "left")\">\(HTMLText.isolated(ColumnName.shown(name)))</th>"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="Table">
            <table cellpadding="4" cellspacing="0">
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>

            """
    }

    /// What comes behind the rows.
    static let closing = "</tbody>\n</table>\n</div>\n"

    /// Whether it is a month, a day or a time, which stays in one line.
    private static func isDate(_ cell: StoredValue) -> Bool {
        guard case .text(let text) = cell, 7...24 ~= text.utf8.count else { return false }
        return text.utf8.allSatisfy { 0x30...0x3A ~= $0 || $0 == UInt8(ascii: "-") || "TZ.".utf8.contains($0) }
    }

    private func text(_ cell: StoredValue, isName: Bool) -> String {
        switch cell {
        case .null: return ""
        case .integer(let number): return isName ? String(number) : DigitGroups.html(number)
        case .real: return DigitGroups.html(decimal: cell.plainText ?? "")
        case .text(let text):
            guard let longest, text.count > longest else { return HTMLText.isolated(text) }
            return HTMLText.isolated(text.prefix(longest) + "…")
        case .blob:
            let text = cell.plainText ?? ""
            guard let longest, text.utf8.count > longest else { return text }
            return text.prefix(longest) + "…"
        }
    }
}
