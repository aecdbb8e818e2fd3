/// Writes the elements of an SVG. Texts come in as people see them, and are escaped here.
struct SVGText {
    private(set) var text = ""
    private let hasTitles: Bool

    init(hasTitles: Bool) { self.hasTitles = hasTitles }

    /// How a text stands at its place.
    enum Anchor: String {
        case start, middle, end
    }

    /// The look of letters.
    struct Font {
        var size = 12.0
        var paint = Paint.ink
        var isBold = false
    }

    var byteCount: Int { text.utf8.count }

    /// - Parameter title: XML, such as of `DisplayText.title`.
    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: String = "", title: String? = nil) {
        element("rect", "x=\"\(c(x))\" y=\"\(c(y))\" width=\"\(c(max(0, width)))\" height=\"\(c(max(0, height)))\"" + look, title)
    }

    mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ look: String = "", title: String? = nil) {
        element("circle", "cx=\"\(c(x))\" cy=\"\(c(y))\" r=\"\(c(radius))\"" + look, title)
    }

    mutating func line(_ x: Double, _ y: Double, _ endX: Double, _ endY: Double, _ look: String) {
        element("path", "d=\"M\(c(x)) \(c(y))L\(c(endX)) \(c(endY))\"" + look, nil)
    }

    mutating func path(_ path: Path, _ look: String, title: String? = nil) {
        if !path.isEmpty { element("path", "d=\"\(path.text)\"" + look, title) }
    }

    /// - Parameter whole: The whole text if `words` is cut; it becomes the title.
    mutating func words(_ words: String, _ x: Double, _ y: Double, _ anchor: Anchor, _ font: Font, whole: String? = nil) {
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        let weight = font.isBold ? " font-weight=\"bold\"" : ""
        let size = font.size == 12 ? "" : " font-size=\"\(c(font.size))\""
        text += "<text x=\"\(c(x))\" y=\"\(c(y))\"\(side)\(size)\(weight)\(font.paint.fill)>"
        if let whole, whole != words, hasTitles { text += "<title>\(DisplayText.title(whole))</title>" }
        text += "\(DisplayText.escaped(words))</text>\n"
    }

    mutating func open(_ look: String) { text += "<g\(look)>\n" }

    mutating func close() { text += "</g>\n" }

    private mutating func element(_ name: String, _ attributes: String, _ title: String?) {
        if let title, hasTitles {
            text += "<\(name) \(attributes)><title>\(title)</title></\(name)>\n"
        } else {
            text += "<\(name) \(attributes)/>\n"
        }
    }

    private func c(_ number: Double) -> String { Coordinate.text(number) }
}
