import Values

/// What a chart knows of one place in one series.
enum Cell: Sendable, Hashable {
    /// No row is there.
    case absent
    /// There are rows, but no number.
    case gap
    case amount(Amount)

    var amount: Amount? {
        if case .amount(let amount) = self { amount } else { nil }
    }

    mutating func add(_ other: Cell) {
        switch (self, other) {
        case (_, .absent), (.amount, .gap): break
        case (.amount(var mine), .amount(let theirs)):
            mine.add(theirs)
            self = .amount(mine)
        case (.absent, _), (.gap, _): self = other
        }
    }
}

/// One place on the x axis.
struct Position: Sendable {
    let value: Double
    let name: String
}

/// One series, with a cell for each position.
struct Series: Sendable {
    var name: String
    /// The colour's index.
    var style: Int
    var cells: [Cell]

    var amounts: [Double] { cells.compactMap { $0.amount?.value } }

    /// The series with values for absent cells, on the straight line between those around them. In an area of irregular times a series
    /// would fall to zero wherever only another one has a row.
    func bridged(_ positions: [Position]) -> Series {
        var bridged = self
        var previous: (position: Int, value: Double)?
        for (position, cell) in cells.enumerated() {
            if cell == .gap { previous = nil }
            guard let value = cell.amount?.value else { continue }
            if let (start, low) = previous {
                let whole = positions[position].value - positions[start].value
                for place in start + 1..<position {
                    let part = (positions[place].value - positions[start].value) / whole
                    bridged.cells[place] = .amount(Amount(low * (1 - part) + value * part))
                }
            }
            previous = (position, value)
        }
        return bridged
    }
}

/// The data of a chart in the order in which they are drawn.
struct Table: Sendable {
    let description: ChartDescription
    let axis: XAxis
    let positions: [Position]
    let series: [Series]
    /// The last position, if its month or day was not over when the figures were taken.
    let running: Int?
    /// What is not in the table any more, in sentences.
    let notes: [String]

    /// - Parameter now: the day on which the figures were taken.
    init(_ data: ChartData, now: CivilDate? = nil) {
        description = data.description
        axis = XAxis(data.kinds)
        let places = Places(data.x.list, axis)
        positions = places.positions
        let folding = Folding(data, places)
        series = folding.series
        running = now.flatMap { [axis, positions] in Self.isRunning(axis, positions, $0) ? positions.count - 1 : nil }
        var notes: [String] = []
        if axis != .categories, data.rowsWithoutX > 0 {
            let column = ColumnName.shown(data.description.x.first ?? "x")
            notes.append("\(data.rowsWithoutX.grouped("row")) without \(column) \(data.rowsWithoutX == 1 ? "is" : "are") not drawn.")
        }
        if let running { notes.append("\(positions[running].name) was not over yet.") }
        self.notes = notes + folding.notes
    }

    private static func isRunning(_ axis: XAxis, _ positions: [Position], _ now: CivilDate) -> Bool {
        switch axis {
        case .months: positions.last?.value == Double(Moment.month(of: now))
        case .days: positions.last?.value == Double(now.daysSince1970)
        case .times, .numbers, .categories: false
        }
    }

    var isEmpty: Bool { positions.isEmpty || series.isEmpty }

    var hasAmounts: Bool { series.contains { !$0.amounts.isEmpty } }

    var isPercent: Bool { description.y.isPercent }

    /// Whether every amount is a whole number.
    var isWhole: Bool { series.allSatisfy { $0.cells.allSatisfy { $0.amount.map { $0.exact != nil } ?? true } } }
}

/// The positions of a chart, and which key of x belongs to which.
struct Places {
    let positions: [Position]
    /// For each key its position; nil for one that is not drawn.
    let index: [Int?]

    init(_ keys: [Key], _ axis: XAxis) {
        guard axis != .categories else {
            positions = Names(keys).list.enumerated().map { Position(value: Double($0.offset), name: $0.element) }
            index = Array(keys.indices)
            return
        }
        let values = keys.map { $0.isNull ? nil : axis.value(of: $0.first) }
        let sorted = Set(values.compactMap { $0 }).sorted()
        let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, $0.offset) })
        positions = sorted.map { Position(value: $0, name: axis.name(of: $0) ?? NumberText.plain($0)) }
        index = values.map { $0.flatMap { places[$0] } }
    }
}

extension ChartDescription.Measure {
    var isPercent: Bool {
        if case .column(let name) = self { ColumnName.isPercent(name) } else { false }
    }

    var shownName: String {
        switch self {
        case .column(let name): ColumnName.shown(name)
        case .rows: "rows"
        }
    }
}
