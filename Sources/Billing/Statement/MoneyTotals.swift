/// The sums of a statement by currency and kind. Rows that nothing prices have no currency.
struct MoneyTotals: Sendable {
    struct Sum: Sendable {
        /// Nil for rows without an amount.
        let currency: Currency?
        /// `usage` or `correction`.
        let kind: String
        var lines = 0
        /// In tasks.
        var quantity: Int64 = 0
        var amount: Amount?
    }

    private struct Key: Hashable {
        let currency: String
        let kind: String
    }

    private let month: BillingMonth
    private let prices: PriceBook
    private var byKey: [Key: Sum] = [:]

    /// How many corrections have no amount, although their month or the statement's own has prices.
    private(set) var unpricedCorrections = 0

    /// - Throws: `.prices` for a customer with tasks in a month with prices that no row of them is for.
    init(of statement: Statement) throws {
        (month, prices) = (statement.month, statement.prices)
        try statement.forEachRow { row in
            if row.amount == nil, statement.isPriced || statement.prices[row.ofMonth] != nil { try note(unpriced: row, of: statement) }
            try add(row, of: statement)
        }
    }

    private mutating func note(unpriced row: StatementRow, of statement: Statement) throws {
        if row.correction != nil {
            unpricedCorrections += 1
        } else if row.quantity != 0 {
            let plan = row.plan.map { "plan \($0.shown)" } ?? "no plan"
            try statement.prices.pricing(in: row.ofMonth) { () throws(PriceProblem) in
                throw PriceProblem("no row prices customer \(row.customer), who has tasks (\(plan)): add one for it, its plan, or *")
            }
        }
    }

    private mutating func add(_ row: StatementRow, of statement: Statement) throws(BillingError) {
        let key = Key(currency: row.amount?.currency.code ?? "", kind: row.kind)
        var sum = byKey[key] ?? Sum(currency: row.amount?.currency, kind: row.kind)
        sum.lines += 1
        let (quantity, overflows) = sum.quantity.addingReportingOverflow(row.quantity)
        guard !overflows else { throw .tooManyTasks(month) }
        sum.quantity = quantity
        if let amount = row.amount {
            let before = sum.amount ?? .zero(amount.currency)
            sum.amount = try statement.prices.pricing(in: row.ofMonth) { () throws(PriceProblem) in try before + amount }
        }
        byKey[key] = sum
    }

    /// The sums in one currency.
    struct ByCurrency {
        let currency: Currency
        let usage: Amount
        let corrections: Amount
        let sum: Amount
    }

    /// In the order of the currencies' codes.
    func byCurrency() throws(BillingError) -> [ByCurrency] {
        var found: [ByCurrency] = []
        for currency in sums.compactMap(\.currency) where found.last?.currency != currency {
            func amount(_ kind: String) -> Amount {
                sums.first { $0.currency == currency && $0.kind == kind }?.amount ?? .zero(currency)
            }
            let (usage, corrections) = (amount("usage"), amount("correction"))
            let sum = try prices.pricing(in: month) { () throws(PriceProblem) in try usage + corrections }
            found.append(ByCurrency(currency: currency, usage: usage, corrections: corrections, sum: sum))
        }
        return found
    }

    /// For people: a line for each currency.
    func lines() throws(BillingError) -> [String] {
        try byCurrency().map { "\($0.sum): usage \($0.usage.text), corrections \($0.corrections.text)" }
    }

    /// Whether the statement has amounts: a month without prices may correct one with prices.
    var isPriced: Bool { prices[month] != nil || byKey.values.contains { $0.amount != nil } }

    /// By currency, usage before corrections.
    var sums: [Sum] {
        byKey.values.sorted { one, other in
            let codes = (one.currency?.code ?? "", other.currency?.code ?? "")
            return codes.0 == codes.1 ? one.kind > other.kind : codes.0 < codes.1
        }
    }
}
