/// What a customer pays: tiers without gaps, from 0 up.
struct Price: Sendable, Hashable {
    typealias Tier = PriceRow.Tier

    let owner: PriceOwner
    let currency: Currency
    let mode: PriceMode
    /// In order, at least one.
    let tiers: [Tier]

    /// Reads the rows of one owner, in any order.
    ///
    /// - Parameter rows: at least one, all of the same owner.
    init?(rows: [PriceRow]) throws(PriceProblem) {
        guard let first = rows.first else { return nil }
        for row in rows.dropFirst() {
            try row.requireSame(row.currency.code, as: first.currency.code, "currency", of: first)
            try row.requireSame(row.mode.rawValue, as: first.mode.rawValue, "mode", of: first)
        }
        owner = first.owner
        currency = first.currency
        mode = first.mode
        tiers = rows.map(\.tier).sorted { ($0.from, $0.line) < ($1.from, $1.line) }
        try requireNoGaps()
    }

    private func requireNoGaps() throws(PriceProblem) {
        var previous: Tier?
        for tier in tiers {
            if let reason = Self.fault(of: tier, after: previous) { throw PriceProblem(line: tier.line, "\(reason) (\(owner))") }
            previous = tier
        }
    }

    /// Why the tier cannot come after the one before it; nil if it can.
    private static func fault(of tier: Tier, after previous: Tier?) -> String? {
        guard let previous else { return tier.from == 0 ? nil : "the first tier has to begin at 0, not at \(tier.from)" }
        let other = "the tier of line \(previous.line)"
        guard let end = previous.to else { return "the tier begins at \(tier.from), but \(other) has no end" }
        if tier.from < end { return "the tier begins at \(tier.from), but \(other) ends at \(end): they overlap" }
        return tier.from > end ? "the tier begins at \(tier.from), but \(other) ends at \(end): there is a gap" : nil
    }
}

extension PriceRow {
    /// Refuses the row if it differs from the first of its owner.
    fileprivate func requireSame(_ mine: String, as others: String, _ what: String, of first: PriceRow) throws(PriceProblem) {
        guard mine != others else { return }
        throw PriceProblem(line: line, "the \(what) is \(mine), but \(others) in line \(first.line): \(owner) can have one only")
    }
}

/// What one tier adds to a charge.
struct TierCharge: Sendable, Hashable {
    let tier: Price.Tier
    /// The units that are charged at this tier's price.
    let quantity: Int64
    /// Rounded so that the costs of all tiers add up to the amount of the whole quantity. It can be one minor unit away from what this
    /// tier's part alone would be rounded to.
    let cost: Amount
}

extension Price {
    /// What the quantity costs: exact, and rounded once to the currency's minor unit, ties to the even neighbour.
    ///
    /// - Parameter quantity: costs nothing if it is 0 or less.
    func amount(of quantity: Int64) throws(PriceProblem) -> Amount {
        try totals(of: quantity).last?.amount ?? .zero(currency)
    }

    /// The same, tier by tier: their quantities sum to the quantity, their costs to the amount.
    ///
    /// - Returns: one for each tier that has a part of the quantity; for a quantity of 0 or less one of the first tier, which costs nothing.
    func charges(for quantity: Int64) throws(PriceProblem) -> [TierCharge] {
        var before = Amount.zero(currency)
        var charges: [TierCharge] = []
        for total in try totals(of: quantity) {
            charges.append(TierCharge(tier: total.tier, quantity: total.part, cost: try total.amount - before))
            before = total.amount
        }
        return charges
    }

    /// The tiers that have a part of the quantity, each with what it and those before it cost together.
    private func totals(of quantity: Int64) throws(PriceProblem) -> [(tier: Tier, part: Int64, amount: Amount)] {
        var sum = ExactSum()
        var totals: [(Tier, Int64, Amount)] = []
        for (tier, part) in try parts(of: quantity) {
            sum.add(UInt64(part), at: tier.unitPrice, per: UInt64(tier.per))
            totals.append((tier, part, try rounded(sum, line: tier.line)))
        }
        return totals
    }

    private func rounded(_ sum: ExactSum, line: Int) throws(PriceProblem) -> Amount {
        guard let units = sum.rounded(decimals: currency.minorDigits).asUInt128.flatMap({ Int128(exactly: $0) }),
            let amount = try? Amount(minorUnits: units, currency)
        else { throw Amount.tooLong.on(line) }
        return amount
    }

    /// The tiers that have a part of the quantity, with their parts.
    private func parts(of quantity: Int64) throws(PriceProblem) -> [(tier: Tier, quantity: Int64)] {
        guard quantity > 0 else { return tiers.prefix(1).map { ($0, 0) } }
        if let last = tiers.last, let end = last.to, quantity > end {
            throw PriceProblem(
                line: last.line, "the quantity \(quantity) has no price: the last tier ends at \(end) (\(owner))", isBeyondTiers: true)
        }
        return switch mode {
        case .graduated: tiers.prefix { $0.from < quantity }.map { ($0, min(quantity, $0.to ?? quantity) - $0.from) }
        case .volume: tiers.last { $0.from < quantity }.map { [($0, quantity)] } ?? []
        }
    }
}
