import Store
import Values

/// One column's value before and after, as `true → false`.
struct ValueEdit {
    private static let arrow = " → "
    /// How many equal characters are shown before the difference if the values are cut.
    private static let context = 8
    /// A value with more lines is cut.
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

    /// The same in lines of at most `room` columns. Only a value that takes more than a few lines is cut, around the difference. Names and
    /// keys are shorter, so they are never cut.
    func lines(room: Int?) -> [String] {
        guard let room, VisibleText.width(whole) > room else { return [whole] }
        let name = VisibleText.escaped(column) + ":"
        let values = max(room - 2, 16)
        if VisibleText.width(before + Self.arrow + after) <= values { return [name, "  " + before + Self.arrow + after] }
        let parts = [before, String(Self.arrow.dropFirst()) + after].map { VisibleText.wrapped($0, to: values, dividesWords: true) }
        guard parts.contains(where: { $0.count > Self.mostLines }) else { return [name] + parts.joined().map { "  " + $0 } }
        return [name, "  " + cut(to: values)]
    }

    /// Cuts both values to the part where they differ, and shares the room between them.
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

    /// Texts are in quotes. So `null`, `true` and numbers without quotes are what they look like.
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
