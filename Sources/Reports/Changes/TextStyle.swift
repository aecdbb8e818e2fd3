/// How text to read may look: how wide, and whether in colours.
public struct TextStyle: Sendable {
    /// Columns; nil for as many as it takes.
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

    /// The text cut to what is left of a line after `indent` columns.
    func fitted(_ text: String, indent: Int) -> String { width.map { VisibleText.cut(text, to: max(8, $0 - indent)) } ?? text }
}
