import Values

/// Bars from the left to the right, sorted: one for each category, divided into series, or a group of bars.
struct BarMarks {
    private let table: Table
    private let isStacked: Bool
    private let layout: BarLayout
    private static let valueFont = SVGText.Font(size: 11)

    init(_ table: Table, _ size: Chart.Size, isStacked: Bool) {
        self.table = table
        self.isStacked = isStacked
        layout = BarLayout(table, size, isStacked: isStacked)
    }

    func draw(_ page: inout Page) {
        page.measureTitle(table.description.y.shownName, remark: nil)
        page.y += 6
        let top = page.y
        let x = layout.scale
        for (place, position) in layout.rows.enumerated() {
            let start = top + Double(place) * layout.pitch
            drawName(position, start, &page)
            drawBars(position, start + layout.barTop, &page)
            if page.isNarrow { drawZero(x(0), start + layout.barTop - 2, start + layout.barTop + layout.groupHeight + 2, &page) }
        }
        page.y = top + Double(layout.rows.count) * layout.pitch
        if !page.isNarrow { drawZero(x(0), top, page.y, &page) }
        if layout.rest > 0 { page.notes.append("\(layout.rest.grouped) more \(layout.rest == 1 ? "is" : "are") in the table.") }
        guard layout.unmeasured > 0 else { return }
        let verb = layout.unmeasured == 1 ? "is" : "are"
        page.notes.append("\(layout.unmeasured.grouped) without a figure that can be drawn \(verb) left out.")
    }

    private func drawZero(_ x: Double, _ top: Double, _ bottom: Double, _ page: inout Page) {
        page.svg.line(x, top, x, bottom, " class=\"axis\" stroke=\"\(Paint.axis.color)\"")
    }

    private func drawName(_ position: Int, _ top: Double, _ page: inout Page) {
        let name = DisplayText.visible(table.positions[position].name)
        let shown = TextWidth.cut(name, to: layout.nameRoom, size: 12)
        if page.isNarrow {
            page.svg.words(shown, 1, top + 12, .start, SVGText.Font(), whole: name)
        } else {
            let middle = top + layout.barTop + layout.groupHeight / 2
            page.svg.words(shown, layout.nameRoom, middle + 4, .end, SVGText.Font(), whole: name)
        }
    }

    private func drawBars(_ position: Int, _ top: Double, _ page: inout Page) {
        if isStacked { return drawStack(position, top, &page) }
        for (place, series) in table.series.enumerated() {
            guard let amount = series.cells[position].amount else { continue }
            let y = top + Double(place) * layout.barPitch
            drawBar(Stack.Segment(from: 0, to: amount.value), series, position, y, &page)
            drawValue(amount, amount.value, y + layout.barHeight / 2, &page)
        }
    }

    private func drawStack(_ position: Int, _ top: Double, _ page: inout Page) {
        let stack = Stack(table.series, at: position)
        page.svg.open(" class=\"edge\" stroke=\"\(Paint.paper.color)\" stroke-width=\".6\"")
        for (series, segment) in zip(table.series, stack.segments) {
            if let segment { drawBar(segment, series, position, top, &page) }
        }
        page.svg.close()
        guard let total = layout.totals[position] else { return }
        // The total of a stack with both directions stands at its right end.
        drawValue(total, stack.high > 0 || stack.low == 0 ? stack.high : stack.low, top + layout.barHeight / 2, &page)
    }

    private func drawBar(_ segment: Stack.Segment, _ series: Series, _ position: Int, _ y: Double, _ page: inout Page) {
        let (from, to) = (Coordinate.rounded(layout.scale(segment.from)), Coordinate.rounded(layout.scale(segment.to)))
        guard segment.from != segment.to else { return }
        let title = page.isTitled ? MarkTitle.text(table, series, position) : nil
        // The smallest value is still seen.
        let width = isStacked ? (to - from).magnitude : max(0.8, (to - from).magnitude)
        if width > 0 { page.svg.rectangle(min(from, to), y, width, layout.barHeight, Palette.fill(series.style).fill, title: title) }
    }

    private func drawValue(_ amount: Amount, _ end: Double, _ middle: Double, _ page: inout Page) {
        let x = layout.scale(end)
        let isLeft = end < 0
        page.svg.words(
            BarLayout.value(amount, table, page.size), isLeft ? x - 5 : x + 5, middle + 4, isLeft ? .end : .start, Self.valueFont)
    }
}
