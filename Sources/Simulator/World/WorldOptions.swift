/// What a seeded world is made of; equal options give equal bytes on every machine.
public struct WorldOptions: Sendable {
    public var customers: Int
    public var seed: UInt64
    /// Averages. A customer has between none and twice as many.
    public var recipesPerCustomer: Int
    public var connectionsPerCustomer: Int
    public var lookupTablesPerCustomer: Int
    public var rowsPerTable: Int
    /// Whether the partner itself has an API platform, connectors and customer managers.
    public var hasPartnerRecords = true
    /// The world's time at the start; writes advance it by a minute.
    public var now: Moment

    public init(
        customers: Int = 50, seed: UInt64 = 7, recipesPerCustomer: Int = 12, connectionsPerCustomer: Int = 6,
        lookupTablesPerCustomer: Int = 2, rowsPerTable: Int = 40, now: Moment = Moment(2024, 6, 15, 12)
    ) {
        self.customers = customers
        self.seed = seed
        self.recipesPerCustomer = recipesPerCustomer
        self.connectionsPerCustomer = connectionsPerCustomer
        self.lookupTablesPerCustomer = lookupTablesPerCustomer
        self.rowsPerTable = rowsPerTable
        self.now = now
    }

    /// No customers and nothing of the partner's, for tests that plant their own.
    public static let empty = {
        var options = WorldOptions(customers: 0)
        options.hasPartnerRecords = false
        return options
    }()
}
