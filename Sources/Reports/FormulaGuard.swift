/// Keeps a spreadsheet from taking a text for a formula.
enum FormulaGuard {
    /// The text with `'` before it if it begins as a formula does and is no plain number; numbers are never touched.
    static func guarded(_ cell: Cell) -> Cell {
        guard case .text(let text) = cell, let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
            text.wholeMatch(of: /[+-]?[0-9]+([.][0-9]+)?/) == nil
        else { return cell }
        return .text("'" + text)
    }
}
