import GRDB
import Values

/// The price lists of all months that a statement prices: its own month's, and those of the months that it corrects.
struct PriceBook: Sendable {
    private var lists: [BillingMonth: PriceList] = [:]
    /// The month that is being closed, and its file as the user named it; nil if all lists are frozen.
    private var added: (month: BillingMonth, path: String)?

    /// The lists that are frozen in the mirror.
    init(frozenFor months: [BillingMonth], in db: Database) throws {
        for month in months {
            var rows: [PriceRow] = []
            try db.forEachRow(BillingSQL.priceRows, ["month": month.description]) { rows.append(try Self.row(of: $0)) }
            if !rows.isEmpty { lists[month] = try PriceList(rows: rows) }
        }
    }

    /// Adds the list that a month is to be closed with.
    mutating func add(_ file: PriceFile, for month: BillingMonth) throws(BillingError) {
        lists[month] = try file.list()
        added = (month, file.path)
    }

    subscript(month: BillingMonth) -> PriceList? { lists[month] }

    /// What a quantity costs by a month's list; nil if the month has no list, or none of its rows is for the customer.
    func amount(_ quantity: Int64, of customer: Int64, plan: String?, in month: BillingMonth) throws(BillingError) -> Amount? {
        guard let price = lists[month]?.price(of: customer, plan: plan) else { return nil }
        return try pricing(in: month) { () throws(PriceProblem) in try price.amount(of: quantity) }
    }

    /// The same for a correction: also nil if the frozen list ends below the quantity. It cannot be put right any more, and must not keep
    /// later months from closing.
    func correctable(_ quantity: Int64, of customer: Int64, plan: String?, in month: BillingMonth) throws(BillingError) -> Amount? {
        guard let price = lists[month]?.price(of: customer, plan: plan) else { return nil }
        return try pricing(in: month) { () throws(PriceProblem) in
            do throws(PriceProblem) {
                return try price.amount(of: quantity)
            } catch {
                if error.isBeyondTiers { return nil }
                throw error
            }
        }
    }

    /// The same, tier by tier.
    func charges(
        _ quantity: Int64, of customer: Int64, plan: String?, in month: BillingMonth
    ) throws(BillingError) -> (price: Price, charges: [TierCharge])? {
        guard let price = lists[month]?.price(of: customer, plan: plan) else { return nil }
        return (price, try pricing(in: month) { () throws(PriceProblem) in try price.charges(for: quantity) })
    }

    /// Says of which list it is that an amount cannot be told.
    func pricing<Value>(in month: BillingMonth, _ body: () throws(PriceProblem) -> Value) throws(BillingError) -> Value {
        do throws(PriceProblem) {
            return try body()
        } catch {
            // A frozen list has no file any more: its rows are counted by their place in the list.
            if let added, added.month == month { throw .prices(path: added.path, line: error.line, reason: error.reason) }
            throw .prices(path: "the closed prices of \(month)", line: error.line, reason: error.reason)
        }
    }

    private static func row(of cells: [StoredValue]) throws -> PriceRow {
        let names: [PriceColumn] = [.planID, .managedUserID, .tierFrom, .tierTo, .unitPrice, .per, .currency, .mode]
        guard case .integer(let position)? = cells.first else { throw PriceProblem("a price has no position") }
        return try PriceRow(line: Int(position), texts: Dictionary(uniqueKeysWithValues: zip(names, cells.dropFirst().map(\.plain))))
    }
}

extension StoredValue {
    /// The value as a text; NULL is empty.
    var plain: String {
        switch self {
        case .null, .blob: ""
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        }
    }
}
