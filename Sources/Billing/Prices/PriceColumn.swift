import Values

/// The columns of a price list, by the names that its header and a database table have for them.
enum PriceColumn: String, CaseIterable, Sendable {
    case planID = "plan_id"
    case managedUserID = "managed_user_id"
    case tierFrom = "tier_from"
    case tierTo = "tier_to"
    case unitPrice = "unit_price"
    case per = "per"
    case currency = "currency"
    case mode = "mode"
}

/// Which cell of a row is which column.
struct PriceHeader {
    private let columns: [PriceColumn]

    init(_ row: CSVText.Row) throws(PriceProblem) {
        if row.cells.count == 1, row.cells[0].utf8.contains(UInt8(ascii: ";")) {
            throw PriceProblem(line: row.line, "the cells are separated by semicolons: save the file as CSV with commas")
        }
        var columns: [PriceColumn] = []
        for name in row.cells {
            guard let column = PriceColumn(rawValue: name) else { throw PriceProblem(line: row.line, Self.unknown(name)) }
            guard !columns.contains(column) else { throw PriceProblem(line: row.line, "the column \(name) is there twice") }
            columns.append(column)
        }
        if let missing = PriceColumn.allCases.first(where: { $0 != .per && !columns.contains($0) }) {
            throw PriceProblem(line: row.line, "the column \(missing.rawValue) is missing")
        }
        self.columns = columns
    }

    private static func unknown(_ name: String) -> String {
        let known = PriceColumn.allCases.map(\.rawValue)
        if name.isEmpty { return "a column has no name" }
        guard let nearest = Suggestion.nearest(to: String(name.prefix(40)), in: known) else {
            return "\(name.shown) is not a column: the header has \(known.joined(separator: ", "))"
        }
        return "\(name.shown) is not a column, did you mean \(nearest)?"
    }

    func texts(of row: CSVText.Row) throws(PriceProblem) -> [PriceColumn: String] {
        guard row.cells.count == columns.count else {
            let cells = row.cells.count == 1 ? "1 cell" : "\(row.cells.count) cells"
            throw PriceProblem(line: row.line, "the row has \(cells), but the header has \(columns.count)")
        }
        return Dictionary(zip(columns, row.cells)) { first, _ in first }
    }
}
