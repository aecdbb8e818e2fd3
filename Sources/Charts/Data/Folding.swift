import Values

/// Brings the series into their order, and folds those beyond the palette into one.
struct Folding {
    private(set) var series: [Series] = []
    private(set) var notes: [String] = []

    init(_ data: ChartData, _ places: Places) {
        let all = Self.sparse(data, places)
        let ranks = all.map { Self.rank($0, isPercent: data.description.y.isPercent) }
        let names = Names(data.series.list).list
        let order = all.indices.filter { !all[$0].isEmpty }.sorted {
            if ranks[$0] != ranks[$1] { return ranks[$0] > ranks[$1] }
            return names[$0].hasSameBytes(as: names[$1]) ? $0 < $1 : UTF8Text(names[$0]) < UTF8Text(names[$1])
        }
        let shown = order.prefix(Palette.count)
        series = shown.enumerated().map { place, index in
            let cells = Self.dense([all[index]], places.positions.count)
            return Series(name: names[index], style: order.count == 1 ? Palette.single : place, cells: cells)
        }
        let rest = order.dropFirst(Palette.count)
        guard !rest.isEmpty else { return }
        let cells = Self.dense(rest.map { all[$0] }, places.positions.count)
        add(Series(name: rest.count.grouped("other"), style: Palette.others, cells: cells), of: rest.count, data.description)
    }

    /// For each series its sums by position. What is not drawable becomes a gap.
    private static func sparse(_ data: ChartData, _ places: Places) -> [[Int: Cell]] {
        var all = [[Int: Cell]](repeating: [:], count: data.series.list.count)
        for point in data.points {
            guard let position = places.index[point.place.x] else { continue }
            let cell = point.amount?.drawable.map { Cell.amount($0) } ?? .gap
            all[point.place.series][position, default: .absent].add(cell)
        }
        return all
    }

    /// By what the series are ordered: sums of percents mean nothing, so these are ordered by their highest value.
    private static func rank(_ cells: [Int: Cell], isPercent: Bool) -> Double {
        let amounts = cells.sorted { $0.key < $1.key }.compactMap { $0.value.amount?.value }
        return isPercent ? amounts.max() ?? -.infinity : amounts.reduce(0) { $0 + $1.magnitude }
    }

    private static func dense(_ all: [[Int: Cell]], _ count: Int) -> [Cell] {
        var cells = [Cell](repeating: .absent, count: count)
        for one in all {
            for (position, cell) in one { cells[position].add(cell) }
        }
        return cells
    }

    private mutating func add(_ others: Series, of count: Int, _ description: ChartDescription) {
        let highest = series.flatMap(\.amounts).map(\.magnitude).max() ?? 0
        let isTooHigh = (others.amounts.map(\.magnitude).max() ?? 0) > 1.5 * highest
        let isDrawn =
            switch description.kind {
            case .line: !isTooHigh && !description.y.isPercent
            case .bar: false
            case .area, .stacked: true
            }
        if isDrawn {
            series.append(others)
        } else {
            let isOne = count == 1
            notes.append("\(others.name) \(isOne ? "is" : "are") not drawn: \(isOne ? "it is" : "they are") in the table.")
        }
    }
}
