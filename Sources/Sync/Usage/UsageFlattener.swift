import Foundation
import JSONPages
import Values

/// Reads task counts by customer and month out of an answer whose inner shape is not documented (API.md 4.13).
///
/// It walks the whole answer and remembers the keys and fields above each value that name a customer or a month. A whole number below both
/// is a task count. A value that should be a count and isn't one is counted as unread, because bills depend on these numbers.
///
/// `UsageListing` gives it an answer's tree and stages its `counts`. It reads nothing else.
struct UsageFlattener {
    struct Count: Hashable {
        let customer: Int64
        let month: String
        let tasks: Int64
    }

    /// The known customers: by `external_id`, and all ids.
    let externalIDs: [UTF8Text: Int64]
    let ids: Set<Int64>
    let months: MonthText

    /// How many counts belong to no known customer, or to no month.
    private(set) var unplaced = 0
    /// How many values should be counts and aren't, and how many months don't exist.
    private(set) var unread = 0
    private var found: [Slot: Int64] = [:]
    private var contradicted: Set<Slot> = []

    private struct Slot: Hashable, Comparable {
        let customer: Int64
        let month: String

        static func < (one: Slot, other: Slot) -> Bool { (one.customer, one.month) < (other.customer, other.month) }
    }

    private static let countFields: Set = [
        "task_count", "tasks", "tasks_count", "task_usage", "usage", "count", "value", "total_tasks",
    ]
    private static let idFields = ["managed_user_id", "customer_id", "workspace_id", "account_id", "user_id", "id"]
    private static let monthFields = ["month", "period", "year_month", "date", "start_date", "from", "start", "label"]
    private static let descriptions = Set(idFields + monthFields + ["external_id", "name", "year"])

    init(externalIDs: [UTF8Text: Int64], ids: Set<Int64>, months: MonthText) {
        self.externalIDs = externalIDs
        self.ids = ids
        self.months = months
    }

    /// The counts that could be read, by customer and month. If a month has two counts, neither is believed.
    var counts: [Count] {
        found.keys.sorted().filter { !contradicted.contains($0) }
            .map { Count(customer: $0.customer, month: $0.month, tasks: found[$0] ?? 0) }
    }

    /// How many months of a customer have two counts.
    var contradictions: Int { contradicted.count }

    private var noted: Int { found.count + contradicted.count + unplaced + unread }

    /// What the keys and fields above a value say about it.
    struct Place: Equatable {
        var customer: Int64?
        var month: String?
        /// A customer was named who isn't known.
        var isStranger = false
        /// A month was named that doesn't exist.
        var isNoMonth = false

        var isWhole: Bool { customer != nil && month != nil }
        var isHalf: Bool { (customer != nil) != (month != nil) }
    }

    mutating func read(_ node: JSONTree, at place: Place = Place()) {
        switch node {
        case .array(let elements): for element in elements { read(element, at: place) }
        case .object(let members): read(members, at: place)
        case .text, .number, .boolean, .null, .tooDeep: break
        }
    }

    private mutating func read(_ members: [JSONTree.Member], at outer: Place) {
        let place = described(members, outer)
        let isMap = !members.contains { Self.countFields.contains($0.name) || Self.descriptions.contains($0.name) }
        expecting(outer, place) { flattener in
            for member in members { flattener.read(member, at: place, isMap: isMap) }
        }
    }

    private mutating func read(_ member: JSONTree.Member, at place: Place, isMap: Bool) {
        if Self.countFields.contains(member.name), member.value.isScalar { return add(member.value, place) }
        if Self.descriptions.contains(member.name), member.value.isScalar { return }
        if months.isNearlyOne(member.name) {
            if !member.value.isNull { unread += 1 }
            return
        }
        let inner = named(member.name, place)
        if !member.value.isScalar {
            expecting(place, inner) { $0.read(member.value, at: inner) }
        } else if inner != place || isMap && place.isHalf {
            // In a map of only names and values, a value below just a customer or just a month is a count that would be lost.
            add(member.value, inner)
        }
    }

    /// Where the customer and the month are both known for the first time, there must be a count.
    private mutating func expecting(_ outer: Place, _ inner: Place, _ read: (inout UsageFlattener) -> Void) {
        let before = noted
        read(&self)
        if inner.isWhole, !outer.isWhole, noted == before { unread += 1 }
    }

    private mutating func add(_ value: JSONTree, _ place: Place) {
        if value.isNull { return }
        guard let customer = place.customer, let month = place.month else {
            if place.isNoMonth { unread += 1 } else if place.isStranger || place.month != nil || place.isHalf { unplaced += 1 }
            return
        }
        guard let tasks = value.wholeNumber, tasks >= 0 else {
            unread += 1
            return
        }
        let slot = Slot(customer: customer, month: month)
        if let other = found.updateValue(tasks, forKey: slot), other != tasks { contradicted.insert(slot) }
    }
}

/// What names say about the customer and the month of everything below them.
extension UsageFlattener {
    /// What an object's fields say about it.
    private func described(_ members: [JSONTree.Member], _ outer: Place) -> Place {
        var place = outer
        func value(_ name: String) -> JSONTree? { members.last { $0.name == name }?.value }
        if let id = Self.idFields.lazy.compactMap({ value($0)?.wholeNumber }).first {
            place.customer = id
        } else if case .text(let external)? = value("external_id") {
            place.customer = externalIDs[UTF8Text(external)]
            place.isStranger = place.customer == nil
        }
        if let year = value("year")?.wholeNumber, let month = value("month")?.wholeNumber {
            place.month = Int(exactly: month).flatMap { MonthText.joined(Int(clamping: year), $0) }
            place.isNoMonth = place.month == nil
        } else {
            let names = Self.monthFields.compactMap { value($0)?.textValue }
            if let month = names.lazy.compactMap(months.normalized).first {
                place.month = month
            } else if !names.isEmpty, place.month == nil {
                place.isNoMonth = true
            }
        }
        return place
    }

    /// What a key says: the month or the customer of everything below it.
    private func named(_ key: String, _ outer: Place) -> Place {
        var place = outer
        if let month = months.normalized(key) {
            place.month = month
        } else if outer.customer == nil {
            let bare = String(decoding: key.utf8.dropFirst(), as: UTF8.self)
            let external = key.utf8.first == UInt8(ascii: "E") ? externalIDs[UTF8Text(bare)] : nil
            let number = Int64(key)
            place.customer = number.flatMap { ids.contains($0) ? $0 : nil } ?? externalIDs[UTF8Text(key)] ?? external ?? number
        }
        return place
    }
}

extension JSONTree {
    fileprivate var isScalar: Bool {
        switch self {
        case .object, .array: false
        default: true
        }
    }

    fileprivate var isNull: Bool { if case .null = self { true } else { false } }

    fileprivate var textValue: String? { if case .text(let text) = self { text } else { nil } }

    /// A number without a fractional part. It may have come as a text with blanks around it.
    fileprivate var wholeNumber: Int64? {
        switch self {
        case .number(let digits): Int64(jsonNumber: digits)
        case .text(let text): Int64(jsonNumber: text.trimmingBlanks)
        default: nil
        }
    }

    /// Whether nothing in it could be a count.
    var isEmpty: Bool {
        switch self {
        case .object(let members): members.allSatisfy(\.value.isEmpty)
        case .array(let elements): elements.allSatisfy(\.isEmpty)
        default: false
        }
    }
}
