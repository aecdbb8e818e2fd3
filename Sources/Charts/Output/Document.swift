/// Puts a page into its SVG element.
struct Document {
    let page: Page
    let id: String
    let title: String
    let isStandalone: Bool

    private static let font = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
    /// The margin around a file of its own. In a page, the page has margins.
    private var margin: Double { isStandalone ? 16 : 0 }

    func text(summary: String) -> String {
        let width = Coordinate.text(page.width + 2 * margin)
        let height = Coordinate.text(page.y.rounded(.up) + 2 * margin)
        let name = DisplayText.escaped(DisplayText.visible(id))
        let origin = Coordinate.text(-margin)
        var text = isStandalone ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
        text += "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-labelledby=\"\(name)-title \(name)-desc\""
        text += " viewBox=\"\(origin) \(origin) \(width) \(height)\" width=\"\(width)\" height=\"\(height)\""
        text += " font-family=\"\(Self.font)\" font-size=\"12\" direction=\"ltr\">\n"
        text += "<title id=\"\(name)-title\">\(DisplayText.title(DisplayText.visible(title)))</title>\n"
        text += "<desc id=\"\(name)-desc\">\(summary)</desc>\n"
        if isStandalone { text += "<style>\n\(ChartStyle.sheet)\n</style>\n" }
        text += "<rect x=\"\(origin)\" y=\"\(origin)\" width=\"\(width)\" height=\"\(height)\"\(Paint.paper.fill)/>\n"
        return text + page.svg.text + "</svg>\n"
    }
}
