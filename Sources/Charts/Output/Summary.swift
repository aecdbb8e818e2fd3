import Values

/// Says in words what a chart shows, for people who do not see it. It is XML.
struct Summary {
    let table: Table

    init(_ table: Table) { self.table = table }

    var text: String {
        if table.isEmpty { return "No rows." }
        return [what, highest].compactMap { $0 }.joined(separator: " ")
    }

    private var what: String {
        let kind =
            switch table.description.kind {
            case .line: "Lines"
            case .bar: "Bars"
            case .area: "Areas"
            case .stacked: "Stacked bars"
            }
        let measure = MarkTitle.isolated(table.description.y.shownName)
        return "\(kind) of \(measure)\(series), \(range)."
    }

    private var series: String {
        if table.series.count < 2 { return "" }
        let named = table.series.filter { $0.style != Palette.others }
        let others = table.series.first { $0.style == Palette.others }.map { " and \($0.name)" } ?? ""
        return ", \(named.count) series\(others)"
    }

    private var range: String {
        guard let first = table.positions.first, let last = table.positions.last else { return "no rows" }
        if table.axis == .categories { return table.positions.count.grouped("name") }
        if table.positions.count == 1 { return MarkTitle.isolated(first.name) }
        return "from \(MarkTitle.isolated(first.name)) to \(MarkTitle.isolated(last.name))"
    }

    private var highest: String? {
        var best: (series: Series, position: Int, amount: Amount)?
        for series in table.series where series.style != Palette.others {
            for (position, cell) in series.cells.enumerated() {
                if let amount = cell.amount, amount.value > best?.amount.value ?? -.infinity { best = (series, position, amount) }
            }
        }
        guard let best else { return "There is no number." }
        let name = table.description.series.isEmpty ? "" : MarkTitle.isolated(best.series.name) + ", "
        let place = MarkTitle.isolated(table.positions[best.position].name)
        return "The highest value is \(MarkTitle.value(best.amount, table)): \(name)\(place)."
    }
}
