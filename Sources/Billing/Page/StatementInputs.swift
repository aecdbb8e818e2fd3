/// Who sends a statement. Whatever is missing is left out; without an issuer there is no letterhead.
public struct Letterhead: Sendable {
    public let issuer: String?
    public let address: [String]
    public let note: String?

    public init(issuer: String? = nil, address: [String] = [], note: String? = nil) {
        (self.issuer, self.address, self.note) = (issuer, address, note)
    }
}

/// What a statement is about. All of it is shown as it is passed in: the page knows no clock and no time zone.
public struct StatementSubject: Sendable {
    /// For example `October 2026`.
    public let month: String
    /// For example `2026-10-01 00:00 to 2026-11-01 00:00, America/Los_Angeles`.
    public let period: String
    /// What the figures are, for example `tasks, as the API counts them (metric tasks)`.
    public let figures: String
    /// The run that the figures are from.
    public let run: String
    /// When that run took them.
    public let taken: String
    /// When the month was closed; nil leaves it out.
    public let closed: String?

    public init(month: String, period: String, figures: String, run: String, taken: String, closed: String? = nil) {
        (self.month, self.period, self.figures) = (month, period, figures)
        (self.run, self.taken, self.closed) = (run, taken, closed)
    }
}

/// The customer that a row is about.
public struct StatementCustomer: Sendable {
    public let managedUserID: Int64
    public let externalID: String?
    public let name: String?
    /// Whether the API does not list the customer any more.
    public let isGone: Bool

    public init(managedUserID: Int64, externalID: String? = nil, name: String?, isGone: Bool = false) {
        (self.managedUserID, self.externalID, self.name, self.isGone) = (managedUserID, externalID, name, isGone)
    }
}

/// An amount of money.
public struct StatementAmount: Sendable {
    /// Ready decimal text, such as `12.30`.
    public let decimal: String
    /// The currency's code.
    public let currency: String

    public init(_ decimal: String, _ currency: String) { (self.decimal, self.currency) = (decimal, currency) }
}

/// What one customer used in the month.
public struct StatementUsage: Sendable {
    public let customer: StatementCustomer
    public let plan: String?
    /// Nil if the API gave no figure.
    public let tasks: Int64?
    /// Is shown only on a page with prices.
    public let amount: StatementAmount?

    public init(customer: StatementCustomer, plan: String? = nil, tasks: Int64?, amount: StatementAmount? = nil) {
        (self.customer, self.plan, self.tasks, self.amount) = (customer, plan, tasks, amount)
    }
}

/// What was billed for a customer in an earlier month, and what it should have been.
public struct StatementCorrection: Sendable {
    /// The month that it corrects.
    public let month: String
    public let customer: StatementCustomer
    /// Nil if the customer had no figure in the bill.
    public let billed: Int64?
    /// Nil if the API gives no figure any more.
    public let corrected: Int64?
    public let difference: Int64
    /// What the difference costs. Is shown only on a page with prices.
    public let amount: StatementAmount?

    public init(
        month: String, customer: StatementCustomer, billed: Int64?, corrected: Int64?, difference: Int64, amount: StatementAmount? = nil
    ) {
        (self.month, self.customer, self.amount) = (month, customer, amount)
        (self.billed, self.corrected, self.difference) = (billed, corrected, difference)
    }
}
