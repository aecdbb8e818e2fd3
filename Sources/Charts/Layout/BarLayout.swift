/// Where the bars are.
struct BarLayout {
    /// The positions that are drawn, in their order.
    let rows: [Int]
    /// How many more have a number.
    let rest: Int
    /// How many have none.
    let unmeasured: Int
    /// The total of each position.
    let totals: [Amount?]
    let nameRoom: Double
    let scale: Scale
    let barHeight: Double
    /// From one bar of a group to the next.
    let barPitch: Double
    /// From the top of a row to its first bar.
    let barTop: Double
    let groupHeight: Double
    /// From one row to the next.
    let pitch: Double

    init(_ table: Table, _ size: Chart.Size, isStacked: Bool) {
        let isNarrow = size == .narrow
        let bars = isStacked ? 1 : max(1, table.series.count)
        let totals = table.positions.indices.map { Self.total(table, $0) }
        let measured = table.positions.indices.filter { totals[$0] != nil }
        let sorted = measured.sorted {
            let (one, other) = (totals[$0]?.value ?? -.infinity, totals[$1]?.value ?? -.infinity)
            return one == other ? $0 < $1 : one > other
        }
        rows = Array(sorted.prefix(Self.mostRows(bars, isNarrow)))
        rest = measured.count - rows.count
        unmeasured = table.positions.count - measured.count
        self.totals = totals
        barHeight = bars > 1 ? 11 : isNarrow ? 13 : 18
        barPitch = bars > 1 ? 13 : barHeight
        barTop = isNarrow ? 17 : bars > 1 ? 5 : 4
        groupHeight = barPitch * Double(bars - 1) + barHeight
        pitch = barTop + groupHeight + (isNarrow ? 8 : bars > 1 ? 6 : 4)
        let names = rows.map { TextWidth.width(DisplayText.visible(table.positions[$0].name), size: 12) }
        nameRoom = isNarrow ? size.width - 4 : min((names.max() ?? 0).rounded(.up) + 1, 240)
        scale = Self.scale(table, size, rows, totals, isStacked, left: isNarrow ? 1 : nameRoom + 9, right: size.width - 1)
    }

    /// More than these are not drawn. Groups of bars are higher than single ones, so there are fewer.
    private static func mostRows(_ bars: Int, _ isNarrow: Bool) -> Int { isNarrow ? min(12, 32 / bars) : min(20, 48 / bars) }

    private static func total(_ table: Table, _ position: Int) -> Amount? {
        table.series.compactMap { $0.cells[position].amount }.reduce(nil) { sum, amount in
            guard var sum else { return amount }
            sum.add(amount)
            return sum
        }
    }

    /// What is written at the end of a bar. A very long number is written short, as bars need room too.
    static func value(_ amount: Amount, _ table: Table, _ size: Chart.Size) -> String {
        let whole = MarkTitle.value(amount, table)
        let isLong = TextWidth.width(whole, size: 11) > (size == .narrow ? 100 : 180)
        return isLong ? NumberText.short(amount) + (table.isPercent ? "%" : "") : whole
    }

    /// Keeps room at both sides for the values beyond the bars' ends.
    private static func scale(
        _ table: Table, _ size: Chart.Size, _ rows: [Int], _ totals: [Amount?], _ isStacked: Bool, left: Double, right: Double
    ) -> Scale {
        var (low, high, before, behind) = (0.0, 0.0, 0.0, 0.0)
        for position in rows {
            let amounts = isStacked ? [totals[position]].compactMap { $0 } : table.series.compactMap { $0.cells[position].amount }
            let stack = Stack(isStacked ? table.series : [], at: position)
            (low, high) = (min(low, stack.low), max(high, stack.high))
            for amount in amounts {
                if !isStacked { (low, high) = (min(low, amount.value), max(high, amount.value)) }
                let width = TextWidth.width(value(amount, table, size), size: 11) + 8
                let isLeft = isStacked ? stack.high == 0 && stack.low < 0 : amount.value < 0
                if isLeft { before = max(before, width) } else { behind = max(behind, width) }
            }
        }
        return Scale(low, low == high ? 1 : high, from: left + before, to: right - behind)
    }
}
