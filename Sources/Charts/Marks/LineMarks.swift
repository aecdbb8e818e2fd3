/// A line for each series.
struct LineMarks: Marks {
    let table: Table
    let grid: Grid
    let end: EndLabels?

    private static let mostDots = 40

    init(_ table: Table, _ size: Chart.Size) {
        self.table = table
        grid = Grid(table)
        end = EndLabels(table, size)
    }

    var extent: ClosedRange<Double>? {
        let values = table.series.flatMap(\.amounts)
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }

    var span: (low: Double, high: Double, step: Double) { (table.positions.first?.value ?? 0, table.positions.last?.value ?? 0, 0) }

    var labelRoom: Double { end?.room ?? 4 }

    func draw(_ page: inout Page, _ frame: Frame) {
        let most = 2_400 / max(1, table.series.count)
        let drawn = table.series.map { LinePoints($0, table, grid, frame, most: most) }
        for (series, points) in zip(table.series, drawn).reversed() { draw(series, points, &page) }
        end?.draw(&page, frame, drawn.map(\.last))
    }

    private func draw(_ series: Series, _ points: LinePoints, _ page: inout Page) {
        let isDotted = table.positions.count <= Self.mostDots
        var line = Path()
        var lone = Path()
        for run in points.runs {
            guard run.count > 1 else {
                for point in run { lone.dot(point.x, point.y) }
                continue
            }
            for (place, point) in run.enumerated() { place == 0 ? line.move(point.x, point.y) : line.line(point.x, point.y) }
        }
        let look = Palette.stroke(series.style, isDashed: table.series.count > 1)
        let title = MarkTitle.series(series, table)
        page.svg.path(line, look + " stroke-width=\"2\" stroke-linejoin=\"round\"", title: title)
        guard isDotted, page.isTitled else {
            let plain = Palette.stroke(series.style, isDashed: false)
            return page.svg.path(lone, plain + " stroke-width=\"5\" stroke-linecap=\"round\"", title: title)
        }
        page.svg.open(Palette.dots(series.style).fill)
        for point in points.runs.joined() {
            let title = page.isTitled ? MarkTitle.text(table, series, point.position) : nil
            page.svg.circle(point.x, point.y, table.positions.count == 1 ? 4 : 2.4, title: title)
        }
        page.svg.close()
    }
}

/// The points of one line in the picture, divided where there are gaps.
struct LinePoints {
    /// One point, and the index of its position.
    struct Point {
        let x: Double
        let y: Double
        let position: Int
    }

    private(set) var runs: [[Point]] = []

    var last: Point? { runs.last?.last }

    /// - Parameter most: With more points than this, only the lowest and the highest of those that are close together are kept.
    init(_ series: Series, _ table: Table, _ grid: Grid, _ frame: Frame, most: Int) {
        var previous: Int?
        for (position, cell) in series.cells.enumerated() {
            switch cell {
            case .absent: if grid.step != nil { previous = nil }
            case .gap: previous = nil
            case .amount(let amount):
                let value = table.positions[position].value
                let point = Point(x: frame.x(value), y: frame.y(amount.value), position: position)
                let isJoined = previous.map { grid.joins(table.positions[$0].value, value) } ?? false
                if isJoined { runs[runs.count - 1].append(point) } else { runs.append([point]) }
                previous = position
            }
        }
        if runs.reduce(0, { $0 + $1.count }) > most { thin(frame, most: most) }
    }

    private mutating func thin(_ frame: Frame, most: Int) {
        let bins = Double(max(1, most / 2 - 1))
        var kept: Set<Int> = []
        let bin = { (point: Point) in Int((point.x - frame.left) / max(1, frame.right - frame.left) * bins) }
        for points in Dictionary(grouping: runs.joined(), by: bin).values {
            kept.formUnion([points.min { $0.y < $1.y }?.position, points.max { $0.y < $1.y }?.position].compactMap { $0 })
        }
        runs = runs.map { $0.filter { kept.contains($0.position) } }.filter { !$0.isEmpty }
    }
}
