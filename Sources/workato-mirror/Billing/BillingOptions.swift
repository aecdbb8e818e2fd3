import ArgumentParser
import Billing
import Settings

/// The month that a command is about.
struct MonthArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The month: YYYY-MM, or 'last month'.", valueName: "month"))
    var words: [String]

    func validate() throws {
        guard text == "last month" || words.count == 1 else { throw ValidationError("Give one month, as YYYY-MM or 'last month'.") }
    }

    /// `last month` may come as two words.
    var text: String { words.joined(separator: " ") }
}

/// The terms on which a month is closed.
struct CloseTermsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long after the month's end a close has to wait: a number and s, m, h or d. Default: 3d.", valueName: "duration"))
    var grace: String?

    @Option(
        help: ArgumentHelp(
            """
            The zone in which months begin and end: that of the partner's workspace, such as America/Los_Angeles. Default: that of the \
            settings, else that of the last close, else UTC.
            """, valueName: "zone"))
    var timeZone: String?

    @Option(help: ArgumentHelp("The price list, a CSV file. Default: that of the settings, else no amounts.", valueName: "file"))
    var prices: String?

    @Option(
        help: ArgumentHelp(
            "Refuse the close if more of the tasks than this is not explained by the recipes' counters.", valueName: "percent"))
    var maxUnexplained: String?

    /// The flags come before the settings.
    func terms(_ settings: Settings) throws -> CloseTerms {
        var terms = try CloseTerms(settings, prices: prices)
        if let timeZone { terms.timeZone = timeZone }
        if let grace { terms.grace = grace }
        if let maxUnexplained { terms.maxUnexplained = maxUnexplained }
        return terms
    }
}

extension CloseTerms {
    /// - Parameter prices: a price list that comes before that of the settings.
    init(_ settings: Settings, prices: String? = nil) throws {
        let billing = settings.billing
        self.init(
            timeZone: billing.timeZone, grace: billing.grace,
            prices: try (prices ?? billing.prices).map { path throws(BillingError) in try PriceFile(path: path) },
            maxUnexplained: billing.maxUnexplained)
    }
}

extension BillingLetterhead {
    init(_ settings: Settings) {
        self.init(issuer: settings.billing.issuer, address: settings.billing.address, note: settings.billing.note)
    }
}
