import Store
import Values

/// One column's value before and after, as `true → false`.
struct ValueEdit {
    private static let arrow = " → "
    /// How much of what both have in common is shown before the difference, if the rest would not fit.
    private static let context = 8
    /// A value that takes more lines is cut.
    private static let mostLines = 4

    let column: String
    private let before: String
    private let after: String

    init(_ object: ChangedObject, place: Int) {
        column = object.table.columns[place]
        let type = object.table.types[place]
        before = Self.text(object.before?[place] ?? .null, type)
        after = Self.text(object.after?[place] ?? .null, type)
    }

    /// `column: before → after`.
    var whole: String { VisibleText.escaped(column) + ": " + before + Self.arrow + after }

    /// The same in lines of at most `room` columns. Only a value that takes more than a few lines is cut, to where both differ: what
    /// identifies is shorter.
    func lines(room: Int?) -> [String] {
        guard let room, VisibleText.width(whole) > room else { return [whole] }
        let name = VisibleText.escaped(column) + ":"
        let values = max(room - 2, 16)
        if VisibleText.width(before + Self.arrow + after) <= values { return [name, "  " + before + Self.arrow + after] }
        let parts = [before, String(Self.arrow.dropFirst()) + after].map { VisibleText.wrapped($0, to: values, dividesWords: true) }
        guard parts.contains(where: { $0.count > Self.mostLines }) else { return [name] + parts.joined().map { "  " + $0 } }
        return [name, "  " + cut(to: values)]
    }

    /// Both values give way to each other, and to where they differ.
    private func cut(to room: Int) -> String {
        let values = room - Self.arrow.count
        let common = zip(before, after).prefix { String($0).hasSameBytes(as: String($1)) }.count
        let skipped = common > Self.context * 2 ? common - Self.context : 0
        let (left, right) = (Self.dropping(skipped, from: before), Self.dropping(skipped, from: after))
        let half = values / 2
        let leftWidth = min(VisibleText.width(left), max(half, values - VisibleText.width(right)))
        return VisibleText.cut(left, to: leftWidth) + Self.arrow + VisibleText.cut(right, to: values - leftWidth)
    }

    private static func dropping(_ count: Int, from text: String) -> String { count > 0 ? "…" + text.dropFirst(count) : text }

    /// Texts are quoted: so `null`, `true` and numbers are what they look like.
    static func text(_ value: StoredValue, _ type: ColumnType) -> String {
        switch (value, type) {
        case (.null, _): "null"
        case (.integer(0), .boolean): "false"
        case (.integer(1), .boolean): "true"
        case (.text(let text), .json), (.text(let text), .timestamp): VisibleText.escaped(text)
        case (.text(let text), _): "\"\(VisibleText.escaped(text))\""
        default: value.plainText ?? ""
        }
    }
}
