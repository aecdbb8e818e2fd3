/// The columns of focus.csv, in their order: FOCUS's by name, then our own, which begin with `x_`.
enum FocusColumn: String, CaseIterable {
    case billedCost = "BilledCost"
    case billingAccountId = "BillingAccountId"
    case billingAccountName = "BillingAccountName"
    case billingCurrency = "BillingCurrency"
    case billingPeriodEnd = "BillingPeriodEnd"
    case billingPeriodStart = "BillingPeriodStart"
    case chargeCategory = "ChargeCategory"
    case chargeClass = "ChargeClass"
    case chargeDescription = "ChargeDescription"
    case chargeFrequency = "ChargeFrequency"
    case chargePeriodEnd = "ChargePeriodEnd"
    case chargePeriodStart = "ChargePeriodStart"
    case commitmentDiscountStatus = "CommitmentDiscountStatus"
    case consumedQuantity = "ConsumedQuantity"
    case consumedUnit = "ConsumedUnit"
    case contractedCost = "ContractedCost"
    case contractedUnitPrice = "ContractedUnitPrice"
    case effectiveCost = "EffectiveCost"
    case invoiceId = "InvoiceId"
    case invoiceIssuerName = "InvoiceIssuerName"
    case listCost = "ListCost"
    case listUnitPrice = "ListUnitPrice"
    case pricingQuantity = "PricingQuantity"
    case pricingUnit = "PricingUnit"
    case providerName = "ProviderName"
    case publisherName = "PublisherName"
    case serviceCategory = "ServiceCategory"
    case serviceName = "ServiceName"
    case serviceSubcategory = "ServiceSubcategory"
    case skuId = "SkuId"
    case skuMeter = "SkuMeter"
    case skuPriceDetails = "SkuPriceDetails"
    case skuPriceId = "SkuPriceId"
    case externalId = "x_ExternalId"
    case ofMonth = "x_OfMonth"
    case planId = "x_PlanId"

    var column: CSVTable.Column { .init(rawValue, type, meaning) }

    private var type: CSVTable.ColumnType {
        switch self {
        case .billedCost, .consumedQuantity, .contractedCost, .contractedUnitPrice, .effectiveCost, .listCost, .listUnitPrice,
            .pricingQuantity:
            .number
        case .billingPeriodEnd, .billingPeriodStart, .chargePeriodEnd, .chargePeriodStart: .datetime
        case .ofMonth: .yearmonth
        default: .string
        }
    }

    private var meaning: String {
        switch self {
        case .billedCost, .effectiveCost: "The cost, rounded to the currency's smallest unit; the tiers sum to the amount of the line."
        case .listCost, .contractedCost: "PricingQuantity times unit price, to the last digit; in a correction, the cost."
        case .chargeClass: "`Correction` in a correction of an earlier month, else empty."
        case .chargePeriodStart, .chargePeriodEnd: "The month in UTC; in a correction, the month that it corrects. The end is not included."
        case .commitmentDiscountStatus, .invoiceId, .skuPriceDetails: "Empty: FOCUS wants the column, and there is nothing to say."
        case .pricingQuantity: "The tasks of the tier, in PricingUnit; in a correction, the difference."
        case .consumedQuantity: "The tasks of the tier; in a correction, the difference."
        case .billingAccountId: "The customer: `managed_user:` and its id at Workato."
        case .externalId: "The customer's id in the partner's own systems."
        case .ofMonth: "The month that the charge is of."
        case .planId: "The customer's plan."
        default: "As FOCUS 1.2 defines it."
        }
    }
}

/// Decimal texts as validators of FOCUS take them for decimals: with a point, also where the fraction is 0.
enum FocusNumber {
    static func text(_ decimal: String) -> String { decimal.contains(".") ? decimal : decimal + ".0" }

    /// `count / per`. Where the fraction has no end, it is cut after 18 digits.
    static func quotient(_ count: Int64, by per: Int64) -> String {
        finite(Natural(UInt128(max(0, count))), over: UInt64(per), decimals: 0) ?? cut(count, by: per)
    }

    /// What a tier's part costs, to the last digit; nil if it has no end, or more than 38 digits.
    static func product(_ count: Int64, _ tier: PriceRow.Tier) -> String? {
        var number = Natural(tier.unitPrice.digits)
        number *= UInt64(max(0, count))
        return finite(number, over: UInt64(tier.per), decimals: tier.unitPrice.decimals)
    }

    private static func finite(_ number: Natural, over divisor: UInt64, decimals: Int) -> String? {
        var number = number
        for more in 0...63 {
            var (quotient, back) = (number, number)
            quotient /= divisor
            back = quotient
            back *= divisor
            if back == number { return quotient.asUInt128.map { trimmed(DecimalText.of($0, decimals: decimals + more)) } }
            number *= 10
        }
        return nil
    }

    /// Without zeros at the end of the fraction, but for one.
    private static func trimmed(_ decimal: String) -> String {
        var digits = Substring(text(decimal))
        while digits.hasSuffix("0"), !digits.hasSuffix(".0") { digits.removeLast() }
        return String(digits)
    }

    private static func cut(_ count: Int64, by per: Int64) -> String {
        var number = Natural(UInt128(max(0, count)))
        number *= 1_000_000_000_000_000_000
        number /= UInt64(per)
        return text(DecimalText.of(number.asUInt128 ?? 0, decimals: 18))
    }
}
