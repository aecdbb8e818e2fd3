import Store
import Values

/// The lines of text about one changed object: `recipe 41354 "Sync orders" running: true → false`.
struct ChangeLines {
    let style: TextStyle

    func lines(_ object: ChangedObject, indent: Int) -> [String] {
        let title = title(object)
        switch object.operation {
        // Names are never divided. If a line is too long for the terminal, the terminal wraps it.
        case .insert: return [String(repeating: " ", count: indent) + style.inked("+ " + title, .green)]
        case .delete: return [String(repeating: " ", count: indent) + style.inked("− " + title, .red)]
        case .update: return edits(object, after: title, indent: indent + 2)
        }
    }

    /// `recipe 41354 "Sync orders"`. It does not name the customer.
    func title(_ object: ChangedObject) -> String {
        let table = object.table
        let own = table.keyPlaces.count > 1 && object.customer != nil ? table.keyPlaces.dropFirst() : table.keyPlaces[...]
        let key = own.map { part(object.row[$0]) }.joined(separator: "/")
        guard let place = table.labelPlace, case .text(let name) = object.row[place] else { return "\(table.noun) \(key)" }
        return "\(table.noun) \(key) \"\(VisibleText.escaped(name))\""
    }

    /// What an update changed. A single column is on the title's line if there is room; otherwise each column has lines of its own.
    private func edits(_ object: ChangedObject, after title: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let edits = object.changedPlaces.map { ValueEdit(object, place: $0) }
        if edits.count == 1, style.fits(margin + title + " " + edits[0].whole) { return [margin + title + " " + edits[0].whole] }
        let room = style.width.map { $0 - indent - 2 }
        return [margin + title] + edits.flatMap { $0.lines(room: room) }.map { margin + "  " + $0 }
    }

    private func part(_ value: StoredValue) -> String { value.plainText.map(VisibleText.escaped) ?? "null" }
}

/// The lines about several objects, each under the customer that it belongs to.
struct CustomerGroups {
    private var groups: [Int64?: (name: String?, lines: [String])] = [:]
    private let writer: ChangeLines

    init(_ style: TextStyle) { writer = ChangeLines(style: style) }

    mutating func add(_ object: ChangedObject) {
        groups[object.customer, default: (nil, [])].lines += writer.lines(object, indent: 4)
        groups[object.customer]?.name = object.customerName
    }

    /// In the order of the customers' ids. What belongs to no customer is last.
    var lines: [String] {
        groups.sorted { ($0.key ?? .max) < ($1.key ?? .max) }
            .flatMap { ["  " + Self.heading($0.key, $0.value.name)] + $0.value.lines }
    }

    static func heading(_ customer: Int64?, _ name: String?) -> String {
        switch (customer, name) {
        case (nil, _): "all customers"
        case (0, _): "own workspace (0)"
        case (let id?, nil): "customer \(id)"
        case (let id?, let name?): "\(VisibleText.escaped(name)) (\(id))"
        }
    }
}
