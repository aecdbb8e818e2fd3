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

    /// The text in as many lines as it takes, each with `indent` blanks before it, and more before those that go on.
    func wrapped(_ text: String, indent: Int) -> [String] {
        let deeper = indent + 4
        return VisibleText.wrapped(text, to: width.map { max(8, $0 - deeper) }).enumerated().map {
            String(repeating: " ", count: $0.offset == 0 ? indent : deeper) + $0.element
        }
    }

    /// Whether the text fits into a line.
    func fits(_ text: String) -> Bool { width.map { VisibleText.width(text) <= $0 } ?? true }
}
