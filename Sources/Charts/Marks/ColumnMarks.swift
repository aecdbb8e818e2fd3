/// Upright bars in the order of x: one for each place, divided into series or with a bar for each series beside the others.
struct ColumnMarks: Marks {
    let table: Table
    let isStacked: Bool
    let slots: Slots
    /// Of what was not over yet, which would look like a fall.
    private static let pale = " fill-opacity=\".45\""

    init(_ table: Table, _ size: Chart.Size, isStacked: Bool) {
        self.table = table
        self.isStacked = isStacked
        let room = Int(size.width) - 80
        slots = Slots(table, most: min(isStacked ? room : room / max(1, table.series.count), 1_500 / max(1, table.series.count)))
    }

    var extent: ClosedRange<Double>? {
        guard isStacked else {
            let values = slots.list.flatMap { slot in table.series.compactMap { $0.cells[slot.position].amount?.value } }
            return min(0, values.min() ?? 0)...max(0, values.max() ?? 0)
        }
        let stacks = slots.list.map { Stack(table.series, at: $0.position) }
        return (stacks.map(\.low).min() ?? 0)...(stacks.map(\.high).max() ?? 0)
    }

    var span: (low: Double, high: Double, step: Double) { (slots.low, slots.high, slots.step) }

    var labelRoom: Double { 0 }

    /// One bar in the picture.
    private struct Bar {
        let series: Int
        let position: Int
        let x: Double
        let width: Double
        let from: Double
        let to: Double
    }

    func draw(_ page: inout Page, _ frame: Frame) {
        if let note = slots.note { page.notes.append(note) }
        let bars = slots.list.flatMap { self.bars($0, frame) }
        let edge = isStacked && slotWidth(frame) > 6 ? " class=\"edge\" stroke=\"\(Paint.paper.color)\" stroke-width=\".6\"" : ""
        page.svg.open(edge)
        for (index, series) in table.series.enumerated() { draw(bars.filter { $0.series == index }, series, &page) }
        page.svg.close()
    }

    private func draw(_ bars: [Bar], _ series: Series, _ page: inout Page) {
        let paint = Palette.fill(series.style).fill
        guard page.isTitled else {
            let title = table.series.count > 1 ? MarkTitle.isolated(series.name) : nil
            for (part, look) in [
                (bars.filter { $0.position != table.running }, ""), (bars.filter { $0.position == table.running }, Self.pale),
            ] {
                var path = Path()
                for bar in part { path.rectangle(bar.x, min(bar.from, bar.to), bar.width, (bar.from - bar.to).magnitude) }
                page.svg.path(path, paint + look, title: title)
            }
            return
        }
        page.svg.open(paint)
        for bar in bars {
            let title = page.isTitled ? MarkTitle.text(table, series, bar.position) : nil
            let look = bar.position == table.running ? Self.pale : ""
            page.svg.rectangle(bar.x, min(bar.from, bar.to), bar.width, (bar.from - bar.to).magnitude, look, title: title)
        }
        page.svg.close()
    }

    private func slotWidth(_ frame: Frame) -> Double { frame.x.length(slots.step) }

    private func bars(_ slot: Slots.Slot, _ frame: Frame) -> [Bar] {
        let slotWidth = slotWidth(frame)
        let width = slotWidth < 3 ? slotWidth : max(2, min(isStacked ? 52 : 52 * Double(table.series.count), slotWidth * 0.74))
        let left = frame.x(slot.value) - width / 2
        if isStacked {
            return Stack(table.series, at: slot.position).segments.enumerated().compactMap { index, segment in
                segment.flatMap { bar(index, slot.position, left, width, $0, frame) }
            }
        }
        let part = width / Double(table.series.count)
        return table.series.enumerated().compactMap { index, series in
            guard let value = series.cells[slot.position].amount?.value else { return nil }
            let segment = Stack.Segment(from: 0, to: value)
            return bar(index, slot.position, left + Double(index) * part, part, segment, frame)
        }
    }

    /// Edges are rounded before lengths, so that neighbours touch.
    private func bar(_ series: Int, _ position: Int, _ x: Double, _ width: Double, _ segment: Stack.Segment, _ frame: Frame) -> Bar? {
        guard segment.from != segment.to else { return nil }
        let (from, to) = (Coordinate.rounded(frame.y(segment.from)), Coordinate.rounded(frame.y(segment.to)))
        guard from != to || !isStacked else { return nil }
        let left = max(frame.left, Coordinate.rounded(x))
        let right = min(frame.right, Coordinate.rounded(x + width))
        // The smallest value is still seen.
        let shown = isStacked || (from - to).magnitude >= 0.8 ? to : from + (segment.to > 0 ? -0.8 : 0.8)
        return Bar(series: series, position: position, x: left, width: max(0.1, right - left), from: from, to: shown)
    }
}
