import Store
import Values

/// `billing_period.csv`: the dataset "Billing Period" of FOCUS 1.4, with its six columns and one row.
struct BillingPeriodFile {
    let statement: Statement
    let issuer: String
    let closedAt: String

    static let table = CSVTable(
        name: "billing_period.csv", meaning: "The billing period, as the dataset Billing Period of FOCUS 1.4.",
        columns: [
            .init("BillingPeriodCreated", .datetime, "When the period's record was made: the close."),
            .init("BillingPeriodEnd", .datetime, "The period's end in UTC, not included."),
            .init("BillingPeriodLastUpdated", .datetime, "When the record was last changed: the close."),
            .init("BillingPeriodStart", .datetime, "The period's start in UTC."),
            .init("BillingPeriodStatus", .string, "`Closed`."),
            .init("InvoiceIssuerName", .string, "Who issues the invoices."),
        ])

    func write(to files: FrozenFiles) throws {
        let closed = StoredValue.text(FocusTime.text(closedAt))
        let (start, end) = (statement.period.focusStart, statement.period.focusEnd)
        try files.write(Self.table) { write in
            try write([closed, .text(end), closed, .text(start), .text("Closed"), .text(issuer)])
        }
    }
}

/// Times as FOCUS writes them: UTC in whole seconds, `2026-10-01T07:00:00Z`.
enum FocusTime {
    /// - Parameter stamp: in the mirror's form.
    static func text(_ stamp: String) -> String { stamp.prefix(19) + "Z" }
}

extension BillingPeriod {
    var focusStart: String { FocusTime.text(start.stamp) }
    /// Not included.
    var focusEnd: String { FocusTime.text(end.stamp) }
}
