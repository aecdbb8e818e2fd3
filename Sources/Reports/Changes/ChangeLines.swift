import Store

/// The lines that tell of one changed object: `recipe 41354 "Sync orders" running: true → false`.
struct ChangeLines {
    /// Keys of text, such as a hash, and names are cut to these on a terminal.
    private static let longestKey = 16
    private static let longestName = 40
    /// An edit that has less room than this goes to a line of its own.
    private static let narrowest = 32

    let style: TextStyle

    func lines(_ object: ChangedObject, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let title = style.fitted(title(object), indent: indent + 2)
        switch object.operation {
        case .insert: return [margin + style.inked("+ " + title, .green)]
        case .delete: return [margin + style.inked("− " + title, .red)]
        case .update: return edits(object, after: title, indent: indent + 2)
        }
    }

    /// `recipe 41354 "Sync orders"`; the customer is named elsewhere.
    func title(_ object: ChangedObject) -> String {
        let table = object.table
        let own = table.keyPlaces.count > 1 && object.customer != nil ? table.keyPlaces.dropFirst() : table.keyPlaces[...]
        let key = own.map { part(object.row[$0]) }.joined(separator: "/")
        guard let place = table.labelPlace, case .text(let name) = object.row[place] else { return "\(table.noun) \(key)" }
        return "\(table.noun) \(key) \"\(cut(name, Self.longestName))\""
    }

    /// What an update did: one column on the title's line if there is room for it, else each on a line of its own.
    private func edits(_ object: ChangedObject, after title: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let edits = object.changedPlaces.map { ValueEdit(object, place: $0) }
        if edits.count == 1, let line = self.line(edits[0], after: margin + title + " ") { return [line] }
        return [margin + title] + edits.map { margin + "  " + $0.text(room: style.width.map { $0 - indent - 2 }) }
    }

    private func line(_ edit: ValueEdit, after start: String) -> String? {
        guard let width = style.width else { return start + edit.text(room: nil) }
        let room = width - VisibleText.width(start)
        let isShort = VisibleText.width(edit.text(room: nil)) <= room
        guard isShort || room >= Self.narrowest + VisibleText.width(edit.column) else { return nil }
        return start + edit.text(room: room)
    }

    private func part(_ value: StoredValue) -> String { Cell(value).plainText.map { cut($0, Self.longestKey) } ?? "null" }

    private func cut(_ text: String, _ limit: Int) -> String {
        let visible = VisibleText.escaped(text)
        return style.width == nil ? visible : VisibleText.cut(visible, to: limit)
    }
}
