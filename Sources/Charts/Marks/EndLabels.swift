/// Names of lines at their ends.
struct EndLabels {
    let room: Double
    private let series: [Series]
    private static let height = 15.0
    private static let indent = 14.0

    /// Nil if there is nothing to tell apart, or if the names do not fit: then a legend names the lines.
    init?(_ table: Table, _ size: Chart.Size) {
        guard table.series.count > 1 else { return nil }
        let widths = table.series.map { TextWidth.width(DisplayText.visible($0.name), size: 12) }
        let widest = widths.max() ?? 0
        guard widest <= (size == .narrow ? 78 : 200), table.series.count <= (size == .narrow ? 6 : 12) else { return nil }
        // A line without a single point has no end.
        guard table.series.allSatisfy({ !$0.amounts.isEmpty }) else { return nil }
        room = widest.rounded(.up) + Self.indent
        series = table.series
    }

    /// - Parameter ends: The last point of each line.
    func draw(_ page: inout Page, _ frame: Frame, _ ends: [LinePoints.Point?]) {
        let labelled = zip(series, ends).compactMap { one, end in end.map { (series: one, end: $0) } }
        let places = LabelPlacement.places(labelled.map(\.end.y), height: Self.height, in: frame.top + 2...frame.bottom - 2)
        for (label, y) in zip(labelled, places) {
            let isMoved = (y - label.end.y).magnitude > 6 || frame.right - label.end.x > 12
            if isMoved {
                let look = Palette.stroke(label.series.style, isDashed: false) + " stroke-width=\".7\""
                page.svg.line(label.end.x + 3, label.end.y, frame.right + Self.indent - 8, y, look)
            }
            let font = SVGText.Font(paint: Palette.text(label.series.style))
            page.svg.words(DisplayText.visible(label.series.name), frame.right + Self.indent - 6, y + 4, .start, font)
        }
    }
}
