/// Chooses how a table is drawn.
struct Drawing {
    let table: Table

    init(_ table: Table) { self.table = table }

    func draw(_ page: inout Page) {
        if table.isEmpty { return drawNothing("No rows.", &page) }
        if !table.hasAmounts { return drawNothing("No figures that can be drawn.", &page) }
        switch table.description.kind {
        case .line:
            let marks = LineMarks(table, page.size)
            if marks.end == nil { drawLegend(.line, &page) }
            AxesPlot(table: table, marks: marks).draw(&page)
        case .area:
            drawLegend(.box, &page)
            AxesPlot(table: table, marks: AreaMarks(table)).draw(&page)
        case .bar, .stacked:
            drawLegend(.box, &page)
            let isStacked = table.description.kind == .stacked
            if table.axis == .categories {
                BarMarks(table, page.size, isStacked: isStacked).draw(&page)
            } else {
                AxesPlot(table: table, marks: ColumnMarks(table, page.size, isStacked: isStacked)).draw(&page)
            }
        }
    }

    private func drawLegend(_ swatch: Legend.Swatch, _ page: inout Page) {
        if table.series.count > 1 { Legend(table.series, swatch).draw(&page) }
    }

    private func drawNothing(_ text: String, _ page: inout Page) {
        page.svg.words(
            TextWidth.cut(DisplayText.visible(text), to: page.width - 8, size: 12), page.width / 2, page.y + 34, .middle,
            SVGText.Font(paint: .soft))
        page.y += 60
    }
}
