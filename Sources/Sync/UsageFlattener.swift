import Values

/// Reads task counts by customer and month out of an answer whose inner shape is not documented (API.md 4.13).
///
/// It walks the whole answer and keeps what it has passed: a key or field that names a customer, one that names a month.
/// A number that stands below both is a task count.
struct UsageFlattener {
    struct Count: Hashable {
        let customer: Int64
        let month: String
        let tasks: Int64
    }

    /// Customers by `external_id`, and all known ids.
    let externalIDs: [UTF8Text: Int64]
    let ids: Set<Int64>
    let months: MonthText

    private(set) var counts: [Count] = []
    /// Counts that belong to nobody known, or contradict another one.
    private(set) var unplaced = 0
    private var seen: [String: Int64] = [:]

    private static let countFields: Set = [
        "task_count", "tasks", "tasks_count", "task_usage", "usage", "count", "value", "total_tasks",
    ]
    private static let idFields = ["managed_user_id", "customer_id", "workspace_id", "account_id", "user_id", "id"]
    private static let monthFields = ["month", "period", "year_month", "date", "start_date", "from", "start", "label"]

    init(externalIDs: [UTF8Text: Int64], ids: Set<Int64>, months: MonthText) {
        self.externalIDs = externalIDs
        self.ids = ids
        self.months = months
    }

    /// What the walk has passed on its way down.
    struct Place {
        var customer: Int64?
        var month: String?
        /// A customer was named, but nobody knows it.
        var isStranger = false
    }

    mutating func read(_ node: UsageNode, at place: Place = Place()) {
        switch node {
        case .array(let elements): for element in elements { read(element, at: place) }
        case .object(let members): read(members, at: place)
        case .text, .integer, .other: break
        }
    }

    private mutating func read(_ members: [String: UsageNode], at outer: Place) {
        let place = described(members, outer)
        for (key, node) in members.sorted(by: { $0.key < $1.key }) {
            if Self.countFields.contains(key), let tasks = node.count {
                add(tasks, place)
            } else if isDescription(key, node) {
                continue
            } else {
                let inner = named(key, place)
                let isNamed = inner.customer != place.customer || inner.month != place.month
                if isNamed, let tasks = node.count { add(tasks, inner) } else { read(node, at: inner) }
            }
        }
    }

    /// What an object says of itself in its fields.
    private func described(_ members: [String: UsageNode], _ outer: Place) -> Place {
        var place = outer
        if let id = Self.idFields.lazy.compactMap({ members[$0]?.count }).first {
            place.customer = id
        } else if case .text(let external)? = members["external_id"] {
            place.customer = externalIDs[UTF8Text(external)]
            place.isStranger = place.customer == nil
        }
        if let year = members["year"]?.count, let month = members["month"]?.count {
            place.month = MonthText.joined(Int(year), Int(month))
        } else {
            for field in Self.monthFields {
                if case .text(let text)? = members[field], let month = months.normalized(text) {
                    place.month = month
                    break
                }
            }
        }
        return place
    }

    private func isDescription(_ key: String, _ node: UsageNode) -> Bool {
        switch node {
        case .object, .array: false
        default: Self.idFields.contains(key) || Self.monthFields.contains(key) || ["external_id", "name", "year"].contains(key)
        }
    }

    /// What a key says: the month or the customer of all that is below it.
    private func named(_ key: String, _ outer: Place) -> Place {
        var place = outer
        if let month = months.normalized(key) {
            place.month = month
        } else if outer.customer == nil {
            let bare = key.utf8.first == UInt8(ascii: "E") ? externalIDs[UTF8Text(String(key.unicodeScalars.dropFirst()))] : nil
            let number = Int64(key)
            place.customer = number.flatMap { ids.contains($0) ? $0 : nil } ?? externalIDs[UTF8Text(key)] ?? bare ?? number
        }
        return place
    }

    private mutating func add(_ tasks: Int64, _ place: Place) {
        guard let customer = place.customer, let month = place.month else {
            if place.isStranger || (place.month != nil && place.customer == nil) { unplaced += 1 }
            return
        }
        let key = "\(customer)/\(month)"
        if let other = seen[key] {
            if other != tasks { unplaced += 1 }
            return
        }
        seen[key] = tasks
        counts.append(Count(customer: customer, month: month, tasks: tasks))
    }
}
