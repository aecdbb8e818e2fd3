import Synchronization

/// The simulated partner account. A test can read the truth, change it as a client would, or plant any value.
///
/// Every operation is atomic; a server and a test may use one world at the same time.
public final class World: Sendable {
    private let state: Mutex<WorldState>

    /// A seeded world; `WorldOptions.empty` has no customers.
    public init(_ options: WorldOptions = WorldOptions()) {
        state = Mutex(WorldState(options))
    }

    /// The world's time, which does not depend on the machine's clock.
    public var now: Moment { withState { $0.now } }

    func withState<Result: Sendable, Failure: Error>(_ body: (inout WorldState) throws(Failure) -> Result) throws(Failure) -> Result {
        try state.withLock { state throws(Failure) in try body(&state) }
    }
}

/// One number of the usage report.
public struct UsageCount: Sendable, Equatable {
    public let managedUserID: Int64
    public let month: Month
    public let taskCount: Int64

    public init(managedUserID: Int64, month: Month, taskCount: Int64) {
        self.managedUserID = managedUserID
        self.month = month
        self.taskCount = taskCount
    }
}

// The truth.
extension World {
    /// The ids of all customers, ascending.
    public var customerIDs: [Int64] { withState { $0.customers.entries.map(\.id) } }

    /// All records of a place, ascending by id; none for a place that does not exist.
    public func records(_ place: Place) -> [JSON] { withState { $0[place].values } }

    /// One record, or `nil`.
    public func record(_ id: Int64, in place: Place) -> JSON? { withState { $0[place][id] } }

    /// What the usage endpoint reports now: by customer, then by month.
    public var usage: [UsageCount] { withState { $0.usageCounts() } }
}

// Planting.
extension World {
    /// Stores a record under an id, by default the record's own `id`. Ids may repeat.
    /// - Returns: the id, or `nil` when the record has no integer `id` and none is given.
    @discardableResult
    public func add(_ record: JSON, to place: Place, id: Int64? = nil) -> Int64? {
        guard let id = id ?? record["id"]?.integerValue else { return nil }
        withState { $0.add(record, id: id, to: place) }
        return id
    }

    /// Replaces or adds one field of a record, with any value; `nil` removes the field.
    /// - Returns: whether there was such a record.
    @discardableResult
    public func set(_ field: String, to value: JSON?, of id: Int64, in place: Place) -> Bool {
        change(id, in: place) { $0[field] = value }
    }

    /// Changes a record freely. The caller has to change fields such as `updated_at` too.
    /// - Returns: whether there was such a record.
    @discardableResult
    public func change(_ id: Int64, in place: Place, _ body: (inout JSON) -> Void) -> Bool {
        withState { $0[place].update(id, body) }
    }

    /// Removes a record, and everything that it owns.
    /// - Returns: whether there was such a record.
    @discardableResult
    public func delete(_ id: Int64, from place: Place) -> Bool {
        withState { $0.delete(id, from: place) }
    }

    /// Sets the tasks a customer used in a month; `nil` forgets the month.
    public func setUsage(_ taskCount: Int64?, of customer: Int64, in month: Month) {
        withState { $0.workspaces[customer]?.usage[month] = taskCount }
    }

    /// Corrects a customer's tasks of a month that may be long over. With more tasks, jobs of that month are run again late: the month's figure
    /// grows, and so do the counters of the customer's first running recipe, now. With fewer tasks, jobs of that month are cancelled: only the
    /// figure falls, at most to 0.
    /// - Returns: whether there is such a customer.
    @discardableResult
    public func retry(tasks: Int64, of customer: Int64, in month: Month) -> Bool {
        withState { $0.retry(tasks, of: customer, in: month) != nil }
    }

    /// Lets days of work pass: jobs run, and counters and usage grow. The same world always grows in the same way.
    public func advance(days: Int) {
        withState { $0.advance(days: days) }
    }
}
