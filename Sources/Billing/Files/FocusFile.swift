import Values

/// `focus.csv`: a priced month as the dataset Cost and Usage of FOCUS 1.2. There is one row for each tier that a customer has a part in, and
/// one for each correction.
///
/// Rows without a price are left out: costs may be neither empty nor invented.
struct FocusFile {
    let statement: Statement
    let issuer: String

    static let table = CSVTable(
        name: "focus.csv", meaning: "The costs, as the dataset Cost and Usage of FOCUS 1.2.", columns: FocusColumn.allCases.map(\.column))

    func write(to files: FrozenFiles) throws {
        try files.write(Self.table) { write in
            try statement.forEachRow { row in
                for cells in try self.rows(of: row) { try write(FocusColumn.allCases.map { StoredValue(cells[$0]) }) }
            }
        }
    }

    private func rows(of row: StatementRow) throws -> [[FocusColumn: String]] {
        guard let amount = row.amount else { return [] }
        let common = common(of: row, in: amount.currency)
        if row.correction != nil { return [common.merging(correction(row, amount)) { $1 }] }
        let priced = try statement.prices.charges(row.quantity, of: row.customer, plan: row.pricedPlan, in: row.ofMonth)
        guard let priced else { return [] }
        return priced.charges.map { common.merging(usage(row, $0, priced.price)) { $1 } }
    }

    /// What every row says. A correction has the charge period of the month that it corrects.
    private func common(of row: StatementRow, in currency: Currency) -> [FocusColumn: String] {
        let charged = statement.periods[row.ofMonth] ?? statement.period
        return [
            .billingAccountId: "managed_user:\(row.customer)",
            // FOCUS wants a name; of a customer without one, the id is all that is known.
            .billingAccountName: row.name.flatMap { $0.isEmpty ? nil : $0 } ?? "managed_user:\(row.customer)",
            .billingCurrency: currency.code, .billingPeriodStart: statement.period.focusStart, .billingPeriodEnd: statement.period.focusEnd,
            .chargeCategory: "Usage", .chargeFrequency: "Usage-Based", .chargePeriodStart: charged.focusStart,
            .chargePeriodEnd: charged.focusEnd, .consumedUnit: "Tasks", .invoiceIssuerName: issuer, .providerName: issuer,
            .publisherName: "Workato", .serviceCategory: "Integration", .serviceName: "Workato",
            .serviceSubcategory: "Workflow Orchestration", .ofMonth: row.ofMonth.description, .planId: row.plan ?? "",
            .externalId: row.externalID ?? "",
        ].filter { !$0.value.isEmpty }
    }

    private func usage(_ row: StatementRow, _ charge: TierCharge, _ price: Price) -> [FocusColumn: String] {
        let (tier, cost) = (charge.tier, FocusNumber.text(charge.cost.text))
        let unit = FocusNumber.text(tier.unitPrice.text)
        let pricing = FocusNumber.quotient(charge.quantity, by: tier.per)
        // By FOCUS, quantity times price is the list cost to the last digit; what is billed is rounded.
        let exact = FocusNumber.product(charge.quantity, tier) ?? cost
        let end = tier.to.map(String.init) ?? "no end"
        return [
            .billedCost: cost, .effectiveCost: cost, .listCost: exact, .contractedCost: exact, .listUnitPrice: unit,
            .contractedUnitPrice: unit, .pricingQuantity: pricing, .pricingUnit: tier.per == 1 ? "Tasks" : "\(tier.per) Tasks",
            .consumedQuantity: FocusNumber.text(String(charge.quantity)),
            .chargeDescription: "Tasks, tier above \(tier.from) to \(end), \(price.mode.rawValue)", .skuId: "workato-tasks",
            .skuMeter: "Tasks", .skuPriceId: "workato-tasks/\(price.owner.skuName)/\(tier.from)",
        ]
    }

    private func correction(_ row: StatementRow, _ amount: Amount) -> [FocusColumn: String] {
        let (cost, quantity) = (FocusNumber.text(amount.text), FocusNumber.text(String(row.quantity)))
        return [
            .chargeClass: "Correction", .billedCost: cost, .effectiveCost: cost, .listCost: cost, .contractedCost: cost,
            .pricingQuantity: quantity, .pricingUnit: "Tasks", .consumedQuantity: quantity,
            .chargeDescription: "Tasks, correction of \(row.ofMonth)", .skuId: "workato-tasks", .skuMeter: "Tasks",
        ]
    }
}

extension PriceOwner {
    /// The same for as long as the list names the owner so.
    fileprivate var skuName: String {
        switch self {
        case .customer(let id): "managed_user:\(id)"
        case .plan(let id): "plan:\(id.text)"
        case .everyone: "*"
        }
    }
}
