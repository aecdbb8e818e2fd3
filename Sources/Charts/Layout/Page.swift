/// A picture while it is drawn: its markup, and how far down it is filled.
struct Page {
    let size: Chart.Size
    let detail: Detail
    var svg: SVGText
    /// The bottom of what is drawn.
    var y = 0.0
    var notes: [String] = []

    var width: Double { size.width }

    var isNarrow: Bool { size == .narrow }

    /// How much of the picture is said in titles.
    enum Detail {
        /// Each mark says its value.
        case marks
        /// Each series, and each text that is cut, says its name.
        case names
        case nothing

        /// The most bytes of a picture with these titles.
        var limit: Int {
            switch self {
            case .marks: 28_000
            case .names: 52_000
            case .nothing: .max
            }
        }
    }

    init(_ size: Chart.Size, _ detail: Detail) {
        (self.size, self.detail) = (size, detail)
        svg = SVGText(hasTitles: detail != .nothing)
    }

    /// Whether each mark has a title of its own. A picture that is too large already is drawn again without, so the rest needs none.
    var isTitled: Bool { detail == .marks && svg.byteCount <= detail.limit }

    /// Writes lines of text from the left, and moves down.
    mutating func lines(_ text: String, _ font: SVGText.Font, most: Int) {
        let words = DisplayText.visible(text)
        let lines = Wrapping.lines(words, room: width - 4, size: font.size, isBold: font.isBold, most: most)
        for (place, line) in lines.enumerated() {
            y += (font.size * 1.3).rounded()
            svg.words(line, 1, y - font.size * 0.25, .start, font, whole: place == lines.count - 1 && line.hasSuffix("…") ? words : nil)
        }
    }

    /// Writes what is measured, above the marks. The remark stands behind it if there is room, else below.
    mutating func measureTitle(_ name: String, remark: String?) {
        let font = SVGText.Font(size: 11, paint: .soft)
        if let remark {
            let both = "\(name) (\(remark))"
            if TextWidth.width(DisplayText.visible(both), size: font.size) < width - 4 { return lines(both, font, most: 1) }
            lines(name, font, most: 1)
            return lines("(\(remark))", font, most: 1)
        }
        lines(name, font, most: 1)
    }
}
