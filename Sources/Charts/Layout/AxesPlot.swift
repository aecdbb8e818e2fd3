import Values

/// Draws marks between a y axis and an x axis.
struct AxesPlot {
    let table: Table
    let marks: any Marks

    private static let font = SVGText.Font(size: 11, paint: .soft)

    func draw(_ page: inout Page) {
        let ticks = yTicks(page)
        let name = table.description.y.shownName + (ticks.unit.name.map { " (\($0))" } ?? "")
        let leavesZero = ticks.lower > 0 || ticks.upper < 0
        page.measureTitle(name, remark: leavesZero ? "the axis does not begin at 0" : nil)
        let frame = frame(page, ticks)
        drawGrid(&page, frame, ticks)
        marks.draw(&page, frame)
        drawZero(&page, frame)
        drawX(&page, frame)
    }

    /// Lines whose values lie close together and far from zero would all be flat. Only then the axis leaves zero.
    private func yTicks(_ page: Page) -> Ticks {
        var (low, high) = marks.extent.map { ($0.lowerBound, $0.upperBound) } ?? (0, 0)
        let isFar = high > low && (low > 0 || high < 0) && high - low < max(low.magnitude, high.magnitude) / 3
        if !isFar { (low, high) = (min(0, low), max(0, high)) }
        return Ticks(from: low, to: high, most: page.isNarrow ? 4 : 6, isWhole: table.isWhole)
    }

    private func frame(_ page: Page, _ ticks: Ticks) -> Frame {
        let texts = tickTexts(ticks)
        let left = (texts.map { TextWidth.width($0, size: Self.font.size) }.max() ?? 0).rounded(.up) + 8
        let right = page.width - marks.labelRoom - 6
        let top = page.y + 12
        let bottom = top + (page.isNarrow ? 160 : 230)
        let span = marks.span
        let inset = span.step > 0 ? 0.0 : 6
        let x = Scale(span.low - span.step / 2, span.high + span.step / 2, from: left + inset, to: right - inset)
        let y = Scale(ticks.lower, ticks.upper, from: bottom, to: top)
        return Frame(x: x, y: y, left: left, right: right, top: top, bottom: bottom)
    }

    private func tickTexts(_ ticks: Ticks) -> [String] { ticks.texts().map { table.isPercent ? $0 + "%" : $0 } }

    private func drawGrid(_ page: inout Page, _ frame: Frame, _ ticks: Ticks) {
        page.svg.open(" class=\"grid\" stroke=\"\(Paint.grid.color)\"")
        for value in ticks.values where value != 0 { page.svg.line(frame.left, frame.y(value), frame.right, frame.y(value), "") }
        page.svg.close()
        for (value, text) in zip(ticks.values, tickTexts(ticks)) {
            page.svg.words(text, frame.left - 7, frame.y(value) + 4, .end, Self.font)
        }
    }

    private func drawZero(_ page: inout Page, _ frame: Frame) {
        guard frame.y.low...frame.y.high ~= 0 else { return }
        let look = " class=\"axis\" stroke=\"\(Paint.axis.color)\""
        page.svg.line(frame.left, frame.zero, frame.right, frame.zero, look)
    }

    private func drawX(_ page: inout Page, _ frame: Frame) {
        let layout = XTicks(scale: frame.x, width: page.width)
        let ticks = xTicks(layout)
        if marks.span.step == 0 { drawTickLines(&page, frame, ticks) }
        for tick in ticks {
            page.svg.words(tick.text, layout.center(tick.text, tick.value), frame.bottom + 18, .middle, Self.font, whole: tick.whole)
            if let below = tick.below {
                page.svg.words(below, layout.center(below, tick.value), frame.bottom + 32, .middle, Self.font)
            }
        }
        page.y = frame.bottom + (ticks.contains { $0.below != nil } ? 38 : 24)
        guard table.axis == .numbers, let column = table.description.x.first else { return }
        let name = DisplayText.visible(ColumnName.shown(column))
        let shown = TextWidth.cut(name, to: page.width - 4, size: Self.font.size)
        page.svg.words(shown, page.width - 2, page.y + 10, .end, Self.font, whole: name)
        page.y += 14
    }

    private func drawTickLines(_ page: inout Page, _ frame: Frame, _ ticks: [XTick]) {
        page.svg.open(" class=\"axis\" stroke=\"\(Paint.axis.color)\"")
        for tick in ticks { page.svg.line(frame.x(tick.value), frame.bottom, frame.x(tick.value), frame.bottom + 4, "") }
        page.svg.close()
    }

    private func xTicks(_ layout: XTicks) -> [XTick] {
        let span = marks.span
        if table.axis.isTime {
            let step = Int(min(Grid(table).step ?? 1, 1e6))
            let ticks = TimeTicks(axis: table.axis, low: span.low, high: span.high, step: table.axis == .days ? step : 1)
            return layout.finest(ticks.proposals(most: Int(layout.width / 12))) ?? ends(layout)
        }
        if table.axis == .numbers, span.step == 0 || Slots.hasPlaces(table) { return numbers(layout) }
        let values = table.axis == .numbers ? table.positions.indices.map(Double.init) : table.positions.map(\.value)
        return layout.named(zip(values, table.positions.map(\.name)).map { ($0, $1) })
    }

    /// Ticks of numbers lie where columns can be: not half a step before the first.
    private func numbers(_ layout: XTicks) -> [XTick] {
        let (low, high) = (marks.span.low, marks.span.high)
        guard high > low else { return layout.numbers(from: low, to: high, isWhole: false) }
        return layout.numbers(from: low, to: high, isWhole: marks.span.step > 0)
    }

    /// If no proposal fits, the ends of the axis are named.
    private func ends(_ layout: XTicks) -> [XTick] {
        let ticks = [table.positions.first, table.positions.last].compactMap { $0 }.map { XTick(value: $0.value, text: $0.name) }
        return layout.finest([ticks]) ?? Array(ticks.prefix(1))
    }
}
