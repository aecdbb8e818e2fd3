extension FaultWords {
    mutating func effect() throws(SimulatorError) -> FaultEffect {
        let word = next() ?? ""
        switch word {
        case "html": return .html
        case "reset": return .reset
        case "truncate": return .truncate(chunked: take("chunked"))
        case "invalid": return .invalid
        case "empty": return .empty
        case "unknown": return .unknown
        case "slow": return .slow(try duration())
        default:
            guard let status = Int(word), APIFailure.faults[status] != nil else { throw wrong(word, Self.effects) }
            return try failure(status)
        }
    }

    private static let effects = """
        what: a status (\(APIFailure.faults.keys.sorted().map { String($0) }.joined(separator: ", "))), \
        reset, truncate [chunked], invalid, html, empty, unknown or slow DURATION
        """

    private mutating func failure(_ status: Int) throws(SimulatorError) -> FaultEffect {
        var (body, retryAfter) = (ErrorBody.json, RetryAfter?.none)
        while let word = next() {
            if let named = ErrorBody(rawValue: String(word)) {
                body = named
            } else if let header = RetryAfter(word) {
                retryAfter = header
            } else {
                throw wrong(word, "json, html, blank, or retry-after= with a number of seconds, date+SECONDS or nonsense")
            }
        }
        return .failure(status: status, body, retryAfter)
    }

    /// `5s`, `0.5s` or `250ms`; at most an hour.
    private mutating func duration() throws(SimulatorError) -> Duration {
        try read("a duration such as 5s or 250ms, at most 3600s") { word in
            let unit = word.hasSuffix("ms") ? 2 : 1
            guard word.hasSuffix("s"), let number = Double(word.dropLast(unit)) else { return nil }
            let seconds = unit == 2 ? number / 1000 : number
            return 0...3600 ~= seconds ? .seconds(seconds) : nil
        }
    }
}

extension RetryAfter {
    fileprivate init?(_ word: Substring) {
        guard word.hasPrefix("retry-after=") else { return nil }
        let value = word.dropFirst("retry-after=".count)
        let isDate = value.hasPrefix("date+")
        if value == "nonsense" {
            self = .nonsense
        } else if let seconds = Int(value.dropFirst(isDate ? 5 : 0)), 0...86400 ~= seconds {
            self = isDate ? .date(inSeconds: seconds) : .seconds(seconds)
        } else {
            return nil
        }
    }
}
