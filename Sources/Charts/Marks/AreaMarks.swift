/// Filled lines on top of each other.
struct AreaMarks: Marks {
    let table: Table
    private let grid: Grid
    /// The positions that are drawn, and their stacks.
    private let places: [(position: Int, stack: Stack)]
    /// Of how many neighbours one is drawn.
    private let crowd: Int

    init(_ table: Table) {
        self.table = table
        grid = Grid(table)
        let isBridged = grid.step == nil && table.series.count > 1
        let series = isBridged ? table.series.map { $0.bridged(table.positions) } : table.series
        // A stack with both directions has twice as many edges.
        let isTwofold = table.series.contains { $0.amounts.contains { $0 < 0 } }
        let most = (isTwofold ? 750 : 1_500) / max(1, table.series.count)
        crowd = max(1, (table.positions.count + most - 1) / most)
        places = Self.highest(of: table.positions.indices.map { (position: $0, stack: Stack(series, at: $0)) }, crowd)
    }

    /// Of neighbours only the highest stack is kept.
    private static func highest(of all: [(position: Int, stack: Stack)], _ width: Int) -> [(position: Int, stack: Stack)] {
        stride(from: 0, to: all.count, by: width).compactMap { start in
            let group = all[start..<min(all.count, start + width)]
            return group.max { $0.stack.high - $0.stack.low < $1.stack.high - $1.stack.low }
        }
    }

    var extent: ClosedRange<Double>? { (places.map(\.stack.low).min() ?? 0)...(places.map(\.stack.high).max() ?? 0) }

    var span: (low: Double, high: Double, step: Double) { (table.positions.first?.value ?? 0, table.positions.last?.value ?? 0, 0) }

    var labelRoom: Double { 4 }

    func draw(_ page: inout Page, _ frame: Frame) {
        if crowd > 1 { page.notes.append("Where places have no room, the highest of \(crowd.grouped) neighbours is drawn.") }
        let runs = self.runs
        page.svg.open(" class=\"edge\" stroke=\"\(Paint.paper.color)\" stroke-width=\".6\" stroke-linejoin=\"round\"")
        for (index, series) in table.series.enumerated() {
            var path = Path()
            for run in runs where run.count > 1 {
                for edges in edges(run, index, frame) { draw(edges, &path) }
            }
            page.svg.path(path, Palette.fill(series.style).fill, title: MarkTitle.series(series, table))
        }
        page.svg.close()
        drawLone(runs, &page, frame)
    }

    /// Places in a row without a gap.
    private var runs: [[(position: Int, stack: Stack)]] {
        var runs: [[(position: Int, stack: Stack)]] = []
        var previous: Int?
        for place in places {
            guard place.stack.hasNumber else {
                let isGap = table.series.contains { $0.cells[place.position] == .gap }
                if grid.step != nil || isGap { previous = nil }
                continue
            }
            let value = table.positions[place.position].value
            let isJoined = previous.map { grid.joins(table.positions[$0].value, value, crowd: crowd) } ?? false
            if isJoined { runs[runs.count - 1].append(place) } else { runs.append([place]) }
            previous = place.position
        }
        return runs
    }

    /// One place of an area: where it begins and ends.
    private struct Edge {
        let x: Double
        let from: Double
        let to: Double
    }

    /// The edges of a series in a run: of one line from zero to it, of a stack those of what is above zero and of what is below.
    private func edges(_ run: [(position: Int, stack: Stack)], _ series: Int, _ frame: Frame) -> [[Edge]] {
        let parts: [(Stack) -> Stack.Segment] =
            table.series.count == 1
            ? [{ Stack.Segment(from: 0, to: $0.low + $0.high) }] : [{ $0.upper[series] }, { $0.lower[series] }]
        return parts.map { part in
            run.map { place in
                let segment = part(place.stack)
                let x = frame.x(table.positions[place.position].value)
                return Edge(x: x, from: frame.y(segment.from), to: frame.y(segment.to))
            }
        }
    }

    private func draw(_ edges: [Edge], _ path: inout Path) {
        guard edges.contains(where: { Coordinate.rounded($0.from) != Coordinate.rounded($0.to) }) else { return }
        for (place, edge) in edges.enumerated() { place == 0 ? path.move(edge.x, edge.to) : path.line(edge.x, edge.to) }
        if edges.allSatisfy({ $0.from == edges[0].from }), let first = edges.first, let last = edges.last {
            path.line(last.x, last.from)
            path.line(first.x, first.from)
        } else {
            for edge in edges.reversed() { path.line(edge.x, edge.from) }
        }
        path.close()
    }

    /// A place between two gaps has no width: it is a dot for each of its series.
    private func drawLone(_ runs: [[(position: Int, stack: Stack)]], _ page: inout Page, _ frame: Frame) {
        for (index, series) in table.series.enumerated() {
            var path = Path()
            for run in runs where run.count == 1 {
                guard let segment = run[0].stack.segments[index] else { continue }
                path.dot(frame.x(table.positions[run[0].position].value), frame.y(segment.to))
            }
            let look = Palette.stroke(series.style, isDashed: false) + " stroke-width=\"5\" stroke-linecap=\"round\""
            page.svg.path(path, look, title: MarkTitle.series(series, table))
        }
    }
}
