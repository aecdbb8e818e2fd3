import Values

/// How text may look: how wide it is, and whether it has colours.
public struct TextStyle: Sendable {
    /// The columns of the terminal; nil for no limit.
    public let width: Int?
    public let isColored: Bool

    public init(width: Int?, isColored: Bool = false) {
        self.width = width
        self.isColored = isColored
    }

    /// SGR codes of ECMA-48.
    enum Ink: Int {
        case bold = 1
        case red = 31
        case green = 32
    }

    func inked(_ text: String, _ ink: Ink) -> String { isColored ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text }

    /// The text behind `indent` blanks: in one line if it fits, else in several, where all but the first have two blanks more.
    func wrapped(_ text: String, indent: Int) -> [String] {
        let (margin, deeper) = (String(repeating: " ", count: indent), indent + 2)
        if fits(margin + text) { return [margin + text] }
        return VisibleText.wrapped(text, to: width.map { $0 - deeper }).enumerated().map {
            ($0.offset == 0 ? margin : margin + "  ") + $0.element
        }
    }

    /// Whether the text fits into a line.
    func fits(_ text: String) -> Bool { width.map { VisibleText.width(text) <= $0 } ?? true }
}
