import Values

/// The prices of all customers, read from a CSV file or from the rows that a database keeps of it.
struct PriceList: Sendable {
    /// In the order of the file.
    let rows: [PriceRow]
    /// The plans that have rows, each with the line of its first row, in the order of the file.
    let plans: [(id: String, line: Int)]
    /// The customers that have rows, likewise.
    let customers: [(id: Int64, line: Int)]
    private let prices: [PriceOwner: Price]

    init(csv: String) throws(PriceProblem) {
        let table = try CSVText(csv).rows
        guard let first = table.first else { throw PriceProblem("the price list is empty") }
        let header = try PriceHeader(first)
        var rows: [PriceRow] = []
        for row in table.dropFirst() { rows.append(try PriceRow(line: row.line, texts: header.texts(of: row))) }
        try self.init(rows: rows)
    }

    init(rows: [PriceRow]) throws(PriceProblem) {
        guard !rows.isEmpty else { throw PriceProblem("the price list has no rows") }
        let rows = rows.sorted { $0.line < $1.line }
        let groups = Dictionary(grouping: rows, by: \.owner)
        var prices: [PriceOwner: Price] = [:]
        var plans: [(String, Int)] = []
        var customers: [(Int64, Int)] = []
        // By the file's order, so that of several errors the same one is reported each time.
        for row in rows where prices[row.owner] == nil {
            prices[row.owner] = try Price(rows: groups[row.owner] ?? [])
            switch row.owner {
            case .customer(let id): customers.append((id, row.line))
            case .plan(let id): plans.append((id.text, row.line))
            case .everyone: break
            }
        }
        self.rows = rows
        self.prices = prices
        self.plans = plans
        self.customers = customers
    }

    /// The price for a customer: its own, or else its plan's, or else the one for everyone; nil if the list has none of them.
    func price(of customer: Int64, plan: String?) -> Price? {
        prices[.customer(customer)] ?? plan.flatMap { prices[.plan(UTF8Text($0))] } ?? prices[.everyone]
    }
}
