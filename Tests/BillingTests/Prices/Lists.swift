import Testing

@testable import Billing

/// Price lists for tests.
enum Lists {
    static let header = "plan_id,managed_user_id,tier_from,tier_to,unit_price,per,currency,mode"

    /// A list with these rows, which begin in line 2.
    static func csv(_ rows: String...) -> String { ([header] + rows).joined(separator: "\n") + "\n" }

    /// The price for everyone in a list with these rows.
    static func price(_ rows: String...) throws -> Price {
        try #require(try PriceList(csv: ([header] + rows).joined(separator: "\n")).price(of: 1, plan: nil))
    }

    /// The price of a list with one row: for everyone, without an end.
    static func onePrice(_ unitPrice: String, per: String = "", _ currency: String) throws -> Price {
        try price("*,,0,,\(unitPrice),\(per),\(currency),volume")
    }

    /// The problem that the list is refused with; nil if it is accepted.
    static func problem(_ csv: String) -> PriceProblem? {
        do throws(PriceProblem) {
            _ = try PriceList(csv: csv)
            return nil
        } catch { return error }
    }
}
