/// Reads a line of faults word by word.
struct FaultWords {
    private let number: Int
    private let words: [Substring]
    private var position = 0

    init(_ line: some StringProtocol, number: Int) {
        self.number = number
        words = Substring(line).prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
    }

    var isEmpty: Bool { words.isEmpty }

    mutating func fault() throws(SimulatorError) -> Fault {
        let method = try read("a method or *") { $0 == "*" || $0.allSatisfy { "A"..."Z" ~= $0 } ? String($0) : nil }
        let path = try read("a path such as /api/managed_users/*/recipes or /api/**, * or ** alone between slashes") {
            PathPattern(String($0))
        }
        let schedule = try schedule()
        let effect = try effect()
        if let rest = next() { throw wrong(rest, "the end of the line") }
        return Fault(
            text: words.joined(separator: " "), method: method == "*" ? nil : method, path: path, schedule: schedule, effect: effect)
    }

    /// The next word, if it is this one.
    mutating func take(_ word: String) -> Bool {
        guard position < words.count, words[position] == word else { return false }
        position += 1
        return true
    }

    mutating func next() -> Substring? {
        guard position < words.count else { return nil }
        defer { position += 1 }
        return words[position]
    }

    /// The next word as a value, or an error that says what was expected.
    mutating func read<Value>(_ expected: String, _ value: (Substring) -> Value?) throws(SimulatorError) -> Value {
        let word = next() ?? ""
        guard !word.isEmpty, let value = value(word) else { throw wrong(word, expected) }
        return value
    }

    func wrong(_ word: Substring, _ expected: String) -> SimulatorError {
        .fault(line: number, found: String(word), expected: expected)
    }
}

extension FaultWords {
    private mutating func schedule() throws(SimulatorError) -> FaultSchedule {
        let word = next() ?? ""
        switch word {
        case "always": return .always
        case "every": return .every(try count("after every"))
        case "first": return .after(0, for: try count("after first"))
        case "after":
            let skipped = try count("after after")
            return .after(skipped, for: take("for") ? try count("after for") : nil)
        default:
            guard word.hasSuffix("%"), let percent = Double(word.dropLast()), 0...100 ~= percent else {
                throw wrong(word, "when: always, N% (0 to 100), every N, first N, or after N [for M]")
            }
            return .share(percent: percent)
        }
    }

    private mutating func count(_ place: String) throws(SimulatorError) -> Int {
        try read("a number from 1 \(place)") { word in Int(word).flatMap { $0 > 0 ? $0 : nil } }
    }
}

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
