import Store
import Values

/// The lines that tell of one changed object: `recipe 41354 "Sync orders" running: true → false`.
struct ChangeLines {
    let style: TextStyle

    func lines(_ object: ChangedObject, indent: Int) -> [String] {
        let title = title(object)
        switch object.operation {
        // Names are never divided: a line that is too long for the terminal is the terminal's to wrap.
        case .insert: return [String(repeating: " ", count: indent) + style.inked("+ " + title, .green)]
        case .delete: return [String(repeating: " ", count: indent) + style.inked("− " + title, .red)]
        case .update: return edits(object, after: title, indent: indent + 2)
        }
    }

    /// `recipe 41354 "Sync orders"`; the customer is named elsewhere.
    func title(_ object: ChangedObject) -> String {
        let table = object.table
        let own = table.keyPlaces.count > 1 && object.customer != nil ? table.keyPlaces.dropFirst() : table.keyPlaces[...]
        let key = own.map { part(object.row[$0]) }.joined(separator: "/")
        guard let place = table.labelPlace, case .text(let name) = object.row[place] else { return "\(table.noun) \(key)" }
        return "\(table.noun) \(key) \"\(VisibleText.escaped(name))\""
    }

    /// What an update did: one column on the title's line if there is room for it, else each on lines of its own.
    private func edits(_ object: ChangedObject, after title: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let edits = object.changedPlaces.map { ValueEdit(object, place: $0) }
        if edits.count == 1, style.fits(margin + title + " " + edits[0].whole) { return [margin + title + " " + edits[0].whole] }
        let room = style.width.map { $0 - indent - 2 }
        return [margin + title] + edits.flatMap { $0.lines(room: room) }.map { margin + "  " + $0 }
    }

    private func part(_ value: StoredValue) -> String { value.plainText.map(VisibleText.escaped) ?? "null" }
}
