import Values

/// How the tiers of a price work together.
enum PriceMode: String, Sendable, CaseIterable {
    /// Each tier's part of the quantity at that tier's price.
    case graduated
    /// The whole quantity at the price of the tier that it falls into.
    case volume
}

/// Whom a price is for.
enum PriceOwner: Sendable, Hashable, CustomStringConvertible {
    case customer(Int64)
    /// Compared by bytes, as the database does.
    case plan(UTF8Text)
    case everyone

    // The row asks its owner: with `if case` on its own property, the optimizer of Swift 6.3.1 crashes where this is inlined.

    /// What the column `plan_id` has.
    var planID: String {
        switch self {
        case .plan(let id): id.text
        case .customer, .everyone: "*"
        }
    }

    /// What the column `managed_user_id` has, if it has something.
    var managedUserID: Int64? {
        switch self {
        case .customer(let id): id
        case .plan, .everyone: nil
        }
    }

    var description: String {
        switch self {
        case .customer(let id): "customer \(id)"
        case .plan(let id): "plan \(id.text.shown)"
        case .everyone: "*"
        }
    }
}

/// One row of a price list: a tier.
struct PriceRow: Sendable, Hashable {
    /// Where it stands in its file, the header being line 1.
    let line: Int
    let owner: PriceOwner
    let tier: Tier
    let currency: Currency
    let mode: PriceMode

    /// Reads the cells of a file, or the same texts from a database.
    ///
    /// - Parameter texts: a column that is missing is empty.
    init(line: Int, texts: [PriceColumn: String]) throws(PriceProblem) {
        do throws(PriceProblem) {
            owner = try Self.owner(plan: texts[.planID] ?? "", customer: texts[.managedUserID] ?? "")
            tier = try Self.tier(line: line, texts)
            currency = try Currency(texts[.currency] ?? "")
            mode = try Self.mode(texts[.mode] ?? "")
        } catch {
            throw error.on(line)
        }
        self.line = line
    }

    /// What `init(line:texts:)` makes the same row from: the canonical text of each column.
    var texts: [PriceColumn: String] {
        [
            .planID: planID, .managedUserID: managedUserID.map(String.init) ?? "",
            .tierFrom: String(tier.from), .tierTo: tier.to.map(String.init) ?? "",
            .unitPrice: tier.unitPrice.text, .per: String(tier.per), .currency: currency.code, .mode: mode.rawValue,
        ]
    }

    /// The plan's, or `*`.
    var planID: String { owner.planID }

    /// The customer's, if it is one customer's row.
    var managedUserID: Int64? { owner.managedUserID }
}

extension PriceRow {
    /// A step of a price: the quantities above `from`, up to `to`.
    struct Tier: Sendable, Hashable {
        /// The row's line in its file.
        let line: Int
        /// Not part of the tier itself.
        let from: Int64
        /// The last quantity of the tier; nil if it has no end.
        let to: Int64?
        let unitPrice: UnitPrice
        /// How many units the price is for.
        let per: Int64
    }

    private static func owner(plan: String, customer: String) throws(PriceProblem) -> PriceOwner {
        guard !plan.isEmpty else { throw PriceProblem("plan_id is empty: write * for every plan") }
        if customer.isEmpty { return plan.hasSameBytes(as: "*") ? .everyone : .plan(UTF8Text(plan)) }
        guard plan.hasSameBytes(as: "*") else {
            throw PriceProblem("plan_id has to be * in a row that is for one customer, not \(plan.shown)")
        }
        return .customer(try number(customer, .managedUserID, from: 1))
    }

    private static func tier(line: Int, _ texts: [PriceColumn: String]) throws(PriceProblem) -> Tier {
        let from = try number(texts[.tierFrom] ?? "", .tierFrom, from: 0)
        let end = texts[.tierTo] ?? ""
        let to = end.isEmpty ? nil : try number(end, .tierTo, from: 0)
        if let to, to <= from { throw PriceProblem("tier_to (\(to)) has to be above tier_from (\(from))") }
        let price = try UnitPrice(texts[.unitPrice] ?? "")
        let per = texts[.per] ?? ""
        return Tier(line: line, from: from, to: to, unitPrice: price, per: per.isEmpty ? 1 : try number(per, .per, from: 1))
    }

    private static func mode(_ text: String) throws(PriceProblem) -> PriceMode {
        guard let mode = PriceMode(rawValue: text) else {
            let known = PriceMode.allCases.map(\.rawValue).joined(separator: " or ")
            throw PriceProblem(text.isEmpty ? "mode is empty: write \(known)" : "mode \(text.shown) is not \(known)")
        }
        return mode
    }

    private static func number(_ text: String, _ column: PriceColumn, from least: Int64) throws(PriceProblem) -> Int64 {
        let name = column.rawValue
        if text.isEmpty { throw PriceProblem("\(name) is empty") }
        if text.first == "-", text.dropFirst().first?.isNumber == true { throw PriceProblem("\(name) \(text.shown) is negative") }
        guard text.isDigits else { throw PriceProblem("\(name) \(text.shown) is not a whole number") }
        guard let number = Int64(text) else { throw PriceProblem("\(name) \(text.shown) is above \(Int64.max)") }
        guard number >= least else { throw PriceProblem("\(name) has to be at least \(least)") }
        return number
    }
}
