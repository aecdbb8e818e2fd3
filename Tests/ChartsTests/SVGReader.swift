import Foundation

@testable import Charts

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a test wants to know of an SVG: whether it is well-formed, and where its marks and texts are.
final class SVGReader: NSObject, XMLParserDelegate {
    struct Box {
        let text: String
        let left, right, top, bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right - 0.15 && other.left < right - 0.15 && top < other.bottom - 0.15 && other.top < bottom - 0.15
        }
    }

    private(set) var isWellFormed = false
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private(set) var texts: [Box] = []
    private(set) var titles: [String] = []
    private(set) var points: [(x: Double, y: Double)] = []
    private(set) var ids: [String] = []
    private(set) var viewBox: [Double] = []
    private var stack: [String] = []
    private var words = ""
    private var title = ""
    private var open: [String: String] = [:]

    init(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        stack.append(name)
        elements.append((name, attributes))
        if let id = attributes["id"] { ids.append(id) }
        let number = { (key: String) in Double(attributes[key] ?? "0") ?? .nan }
        switch name {
        case "svg": viewBox = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        case "rect":
            points.append((number("x"), number("y")))
            points.append((number("x") + number("width"), number("y") + number("height")))
        case "circle": points.append((number("cx"), number("cy")))
        case "path": points += Self.points(attributes["d"] ?? "")
        case "text": (words, open) = ("", attributes)
        case "title": title = ""
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if stack.last == "text" { words += string }
        if stack.last == "title" { title += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        stack.removeLast()
        if name == "text" { texts.append(box()) }
        if name == "title" { titles.append(title) }
    }

    private func box() -> Box {
        let size = Double(open["font-size"] ?? "12") ?? .nan
        let (x, y) = (Double(open["x"] ?? "") ?? .nan, Double(open["y"] ?? "") ?? .nan)
        let width = TextWidth.width(words, size: size, isBold: open["font-weight"] == "bold")
        let left =
            switch open["text-anchor"] {
            case "end": x - width
            case "middle": x - width / 2
            default: x
            }
        return Box(text: words, left: left, right: left + width, top: y - 0.8 * size, bottom: y + 0.22 * size)
    }

    /// The points of a path of the commands that charts use.
    private static func points(_ path: String) -> [(x: Double, y: Double)] {
        var points: [(x: Double, y: Double)] = []
        var (x, y) = (0.0, 0.0)
        var rest = Array(path.utf8)[...]
        while let command = rest.popFirst() {
            let end = rest.firstIndex { $0 > UInt8(ascii: "9") } ?? rest.endIndex
            let numbers = rest[..<end].split(separator: UInt8(ascii: " ")).map { Double(String(decoding: $0, as: UTF8.self)) ?? .nan }
            rest = rest[end...]
            switch (Character(Unicode.Scalar(command)), numbers.count) {
            case ("M", 2), ("L", 2): (x, y) = (numbers[0], numbers[1])
            case ("h", 1): x += numbers[0]
            case ("v", 1): y += numbers[0]
            case ("z", 0): continue
            default: (x, y) = (.nan, .nan)
            }
            points.append((x, y))
        }
        return points
    }
}
