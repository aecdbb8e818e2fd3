/// What a mark says when it is pointed at, and how values are written.
enum MarkTitle {
    /// As XML: `Alpine Health, Oct 2026: 1,852`.
    static func text(_ table: Table, _ series: Series, _ position: Int) -> String? {
        guard let amount = series.cells[position].amount else { return nil }
        let place = isolated(table.positions[position].name)
        let name = table.description.series.isEmpty ? "" : isolated(series.name) + ", "
        return "\(name)\(place): \(value(amount, table))"
    }

    /// What a mark says that stands for a whole series, as XML.
    static func series(_ series: Series, _ table: Table) -> String {
        isolated(table.description.series.isEmpty ? table.description.y.shownName : series.name)
    }

    /// A name of others, as XML.
    static func isolated(_ name: String) -> String { DisplayText.title(DisplayText.visible(name)) }

    static func value(_ amount: Amount, _ table: Table) -> String { NumberText.text(amount) + (table.isPercent ? "%" : "") }
}
