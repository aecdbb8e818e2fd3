import Foundation

@testable import Billing

/// The prices of a part of the year: in a file as a partner writes it, and in the plainest form to compute with.
struct YearPrices {
    struct Tier {
        let end: Int64?
        let price: Decimal
    }

    let currency: String
    let tiers: [Tier]

    /// The months that are closed with prices. From July on they are others.
    static let months = ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]

    private static func hasRisen(_ month: String) -> Bool { month >= "2025-07" }

    /// What a customer pays in a month; nil for a month without prices.
    init?(of customer: Int64, in month: String, _ story: YearStory) {
        guard Self.months.contains(month) else { return nil }
        let isOwn = customer == story.own
        currency = isOwn ? "EUR" : "USD"
        let texts = Self.unitPrices(isOwn: isOwn, month)
        let border = isOwn ? YearStory.ownBorder : YearStory.border
        tiers = zip([border, nil], texts).compactMap { end, text in Decimal(string: text).map { Tier(end: end, price: $0) } }
    }

    private static func unitPrices(isOwn: Bool, _ month: String) -> [String] {
        if isOwn { return hasRisen(month) ? ["0.05125", "0.0333"] : ["0.05", "0.03125"] }
        return hasRisen(month) ? ["0.04", "0.0205"] : ["0.0375", "0.02125"]
    }

    static func csv(of month: String, _ story: YearStory) -> String {
        let (all, own) = (unitPrices(isOwn: false, month), unitPrices(isOwn: true, month))
        return """
            plan_id,managed_user_id,tier_from,tier_to,unit_price,per,currency,mode
            *,,0,\(YearStory.border),\(all[0]),1,USD,graduated
            *,,\(YearStory.border),,\(all[1]),1,USD,graduated
            *,\(story.own),0,\(YearStory.ownBorder),\(own[0]),1,EUR,graduated
            *,\(story.own),\(YearStory.ownBorder),,\(own[1]),1,EUR,graduated

            """
    }

    /// Rounded to cents, half to even.
    func amount(of tasks: Int64) -> Decimal {
        var (sum, from, rounded) = (Decimal(), Int64(0), Decimal())
        for tier in tiers where tasks > from {
            let end = min(tasks, tier.end ?? tasks)
            sum += Decimal(end - from) * tier.price
            from = end
        }
        NSDecimalRound(&rounded, &sum, 2, .bankers)
        return rounded
    }
}
