/// What a request for statistics asks for. It is in the body or, as in the typed reference, in the query.
struct StatisticsQuestion: Sendable {
    enum Interval: String, Sendable { case none, year, month, week, day, hour }

    let start: Moment
    let end: Moment
    let interval: Interval
    let customers: [Int64]
    /// Part of a recipe's name, case-sensitive.
    let recipeName: String?

    init(_ call: Call, _ state: WorldState) throws(APIFailure) {
        start = try Self.moment("from", call)
        end = try Self.moment("to", call)
        guard start < end else { throw .invalid("to", "must be after from") }
        guard let interval = Interval(rawValue: try call.filter("interval") ?? "none") else {
            throw .invalid("interval", "is not included in the list")
        }
        self.interval = interval
        recipeName = try call.filter("recipe_name_pattern")
        customers = try Self.customers(call, state)
    }

    private static func moment(_ name: String, _ call: Call) throws(APIFailure) -> Moment {
        guard let text = try call.filter(name) else { throw .invalid(name, "can't be blank") }
        guard let moment = Moment(text) else { throw .invalid(name, "is invalid") }
        return moment
    }

    private static func customers(_ call: Call, _ state: WorldState) throws(APIFailure) -> [Int64] {
        let (ids, externalIDs) = (try texts("workspace_ids", call), try texts("external_ids", call))
        guard ids.isEmpty != externalIDs.isEmpty else { throw .invalid("workspace_ids", "or external_ids must be given, not both") }
        let found = ids.map { Int64($0) } + externalIDs.map { state.customer(externalID: $0) }
        guard found.allSatisfy({ $0.map { state.customers[$0] != nil } ?? false }) else { throw .notFound }
        return found.compactMap(\.self).uniqued()
    }

    private static func texts(_ name: String, _ call: Call) throws(APIFailure) -> [String] {
        let inQuery = call.query.pairs.filter { $0.name == name + "[]" }.map(\.value)
        guard let sent = try call.body()[name], sent != .null else { return inQuery }
        let texts = (sent.elements ?? [.null]).map { $0.stringValue ?? $0.integerValue.map { String($0) } }
        guard !texts.contains(nil) else { throw .invalid(name, "is invalid") }
        return inQuery + texts.compactMap(\.self)
    }

    /// The intervals from start to end; the first and the last may be cut short.
    func periods() throws(APIFailure) -> [(start: Moment, end: Moment)] {
        var periods: [(start: Moment, end: Moment)] = []
        var time = start
        while time < end {
            let next = min(end, following(time))
            periods.append((time, next))
            time = next
            guard periods.count <= 10_000 else { throw .refused("Too many intervals") }
        }
        return periods
    }

    // Months and years are in the time zone of the Embed admin workspace, as in the older report.
    private func following(_ time: Moment) -> Moment {
        switch interval {
        case .none: end
        case .hour: time.adding(minutes: 60)
        case .day: time.adding(days: 1)
        case .week: time.adding(days: 7)
        case .month: time.pacificMonth.adding(1).start
        case .year: Month(year: time.pacificMonth.year + 1, month: 1).start
        }
    }
}
