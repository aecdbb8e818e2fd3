import Foundation
import Testing

/// The rows of twelve exported statements, added up as a reader of the files would.
struct YearStatements {
    private(set) var tasks: [BillingModel.Slot: Int64] = [:]
    /// By currency.
    private(set) var amounts: [String: Decimal] = [:]
    /// The months that amounts are of.
    private(set) var pricedMonths: Set<String> = []
    private(set) var usageRows = 0
    private var customerNames: [Int64: [String]] = [:]

    init(_ exports: [String: [String: Data]]) throws {
        for month in exports.keys.sorted() {
            for row in try Self.rows("statement.csv", exports[month]) { try add(row, of: month) }
        }
    }

    static func rows(_ name: String, _ export: [String: Data]?) throws -> [[String: String]] {
        CSVRows(String(decoding: try #require(export?[name]), as: UTF8.self)).rows
    }

    /// What the statements call a customer, month by month.
    func names(of customer: Int64) -> [String] { customerNames[customer] ?? [] }

    private mutating func add(_ row: [String: String], of month: String) throws {
        #expect(row["month"] == month)
        let customer = try #require(row["managed_user_id"].flatMap { Int64($0) })
        let ofMonth = try #require(row["of_month"])
        let quantity = try #require(row["quantity"].flatMap { Int64($0) })
        tasks[BillingModel.Slot(month: ofMonth, customer: customer), default: 0] += quantity
        if row["kind"] == "usage" {
            usageRows += 1
            customerNames[customer, default: []].append(row["customer"] ?? "")
        }
        let (amount, currency) = (try #require(row["amount"]), try #require(row["currency"]))
        #expect(amount.isEmpty == currency.isEmpty)
        guard !amount.isEmpty else { return }
        amounts[currency, default: 0] += try #require(Decimal(string: amount))
        pricedMonths.insert(ofMonth)
    }
}
