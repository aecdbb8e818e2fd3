/// Divides a text into lines.
enum Wrapping {
    /// - Returns: At most `most` lines, divided at blanks where possible. The last is cut.
    static func lines(_ text: String, room: Double, size: Double, isBold: Bool = false, most: Int) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty, lines.count + 1 < most {
            guard TextWidth.width(String(rest), size: size, isBold: isBold) > room else { break }
            let line = firstLine(rest, room, size, isBold)
            lines.append(String(line))
            rest = rest[line.endIndex...].drop { $0 == " " }
        }
        if !rest.isEmpty { lines.append(TextWidth.cut(String(rest), to: room, size: size, isBold: isBold)) }
        return lines
    }

    private static func firstLine(_ text: Substring, _ room: Double, _ size: Double, _ isBold: Bool) -> Substring {
        var width = 0.0
        var end = text.startIndex
        var blank: Substring.Index?
        for index in text.indices {
            width += TextWidth.width(String(text[index]), size: size, isBold: isBold)
            if width > room, end > text.startIndex { break }
            if text[index] == " " { blank = index }
            end = text.index(after: index)
        }
        return text[..<(blank.map { $0 > text.startIndex ? $0 : end } ?? end)]
    }
}
