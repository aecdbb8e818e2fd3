/// What is below the table of usage.
public struct StatementUsageTotal: Sendable {
    public let customers: Int64
    public let tasks: Int64
    /// How many of the customers have no figure.
    public let withoutFigure: Int64
    /// How many of the customers are gone.
    public let gone: Int64

    public init(customers: Int64, tasks: Int64, withoutFigure: Int64 = 0, gone: Int64 = 0) {
        (self.customers, self.tasks, self.withoutFigure, self.gone) = (customers, tasks, withoutFigure, gone)
    }
}

/// What is below the table of corrections.
public struct StatementCorrectionTotal: Sendable {
    public let corrections: Int64
    public let difference: Int64

    public init(corrections: Int64, difference: Int64) { (self.corrections, self.difference) = (corrections, difference) }
}

/// The sums of a statement.
public struct StatementTotals: Sendable {
    /// The tasks of the month, those of the corrections, and both.
    public struct Tasks: Sendable {
        public let usage: Int64
        public let corrections: Int64
        public let sum: Int64

        public init(usage: Int64, corrections: Int64, sum: Int64) {
            (self.usage, self.corrections, self.sum) = (usage, corrections, sum)
        }
    }

    /// The same in money. The amounts are ready decimal texts.
    public struct Currency: Sendable {
        public let code: String
        public let usage: String
        public let corrections: String
        public let sum: String

        public init(_ code: String, usage: String, corrections: String, sum: String) {
            (self.code, self.usage, self.corrections, self.sum) = (code, usage, corrections, sum)
        }
    }

    public let tasks: Tasks
    /// Are shown only on a page with prices, in this order.
    public let currencies: [Currency]

    public init(tasks: Tasks, currencies: [Currency] = []) { (self.tasks, self.currencies) = (tasks, currencies) }
}
