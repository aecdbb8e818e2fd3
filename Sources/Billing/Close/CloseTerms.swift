import Foundation

/// On which terms a month is closed, as the command line and the settings give them.
public struct CloseTerms: Sendable {
    /// The zone in which the month begins and ends; nil for that of the last close, or UTC.
    public var timeZone: String?
    /// How long after the month's end a close has to wait, such as `3d`; nil for three days.
    public var grace: String?
    /// The price list, if the month is priced.
    public var prices: PriceFile?
    /// The largest share of the tasks that the recipes' counters need not explain, in percent; nil for any.
    public var maxUnexplained: String?

    public init(timeZone: String? = nil, grace: String? = nil, prices: PriceFile? = nil, maxUnexplained: String? = nil) {
        self.timeZone = timeZone
        self.grace = grace
        self.prices = prices
        self.maxUnexplained = maxUnexplained
    }

    /// In seconds.
    func graceSeconds() throws(BillingError) -> Int {
        guard let grace else { return 3 * 86_400 }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let digits = grace.dropLast()
        guard let unit = grace.last.flatMap({ units[$0] }), 1...9 ~= digits.utf8.count, digits.utf8.allSatisfy({ 48...57 ~= $0 }),
            let count = Int(digits), count * unit <= 366 * 86_400
        else { throw .badGrace(grace) }
        return count * unit
    }

    /// Exact: a share that is equal to it is allowed.
    func allowedShare() throws(BillingError) -> Decimal? {
        guard let text = maxUnexplained else { return nil }
        guard text.wholeMatch(of: /[0-9]{1,3}(\.[0-9]{1,9})?/) != nil, let percent = Decimal(string: text), percent <= 100 else {
            throw .badPercent(text)
        }
        return percent
    }
}

/// A file of prices, as it was read.
public struct PriceFile: Sendable {
    /// As the user named it.
    public let path: String
    let text: String

    /// - Throws: `.prices` if it cannot be read, or is not UTF-8.
    public init(path: String) throws(BillingError) {
        guard !path.isEmpty else { throw .prices(path: "--prices", line: nil, reason: "the path is empty") }
        guard FileManager.default.fileExists(atPath: path) else { throw .prices(path: path, line: nil, reason: "there is no such file") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .prices(path: path, line: nil, reason: "it cannot be read")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw .prices(path: path, line: nil, reason: "it is not UTF-8") }
        self.path = path
        self.text = text
    }

    func list() throws(BillingError) -> PriceList {
        do throws(PriceProblem) {
            return try PriceList(csv: text)
        } catch {
            throw .prices(path: path, line: error.line, reason: error.reason)
        }
    }
}
