/// Names the colours, in rows above the marks.
struct Legend {
    /// What stands before a name.
    enum Swatch {
        case box
        case line
    }

    private static let rowHeight = 18.0
    private static let gap = 16.0
    private let series: [Series]
    private let swatch: Swatch

    init(_ series: [Series], _ swatch: Swatch) { (self.series, self.swatch) = (series, swatch) }

    private var swatchWidth: Double { swatch == .box ? 16 : 28 }

    func draw(_ page: inout Page) {
        var x = 0.0
        page.y += Self.rowHeight
        for one in series {
            let name = DisplayText.visible(one.name)
            let shown = TextWidth.cut(name, to: min(page.width - swatchWidth - 2, 320), size: 12)
            let width = swatchWidth + TextWidth.width(shown, size: 12)
            if x > 0, x + width > page.width {
                x = 0
                page.y += Self.rowHeight
            }
            draw(swatch, one.style, x, &page)
            page.svg.words(shown, x + swatchWidth, page.y - 5, .start, SVGText.Font(), whole: name)
            x += width + Self.gap
        }
        page.y += 6
    }

    private func draw(_ swatch: Swatch, _ style: Int, _ x: Double, _ page: inout Page) {
        switch swatch {
        case .box: page.svg.rectangle(x, page.y - 14, 11, 11, Palette.fill(style).fill)
        case .line:
            let look = Palette.stroke(style, isDashed: true) + " stroke-width=\"2\""
            page.svg.line(x + 1, page.y - 9, x + 22, page.y - 9, look)
        }
    }
}
