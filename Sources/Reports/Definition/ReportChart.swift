import Values

/// What a report's header says about its picture, in its line `-- chart:`.
public enum ReportChart: Sendable, Equatable {
    /// `line x=month y=task_count series=customer`
    case drawn(ChartDescription)
    /// `none, each line is a text`: why a picture would show nothing.
    case undrawn(reason: String)

    /// What a header's line looks like.
    static let hint = "such as '-- chart: line x=month y=task_count series=customer', or '-- chart: none, REASON'"

    /// Reads the text behind `chart:`.
    ///
    /// - Throws: what is wrong with it.
    init(_ text: String) throws(Malformed) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.first.map({ $0 == "none" || $0.hasPrefix("none,") || $0.hasPrefix("none:") }) == true {
            let reason = text.dropFirst("none".count).drop { ",:".contains($0) || $0.isWhitespace }
            guard !reason.isEmpty else { throw Malformed("'chart: none' lacks its reason, as in 'chart: none, each line is a text'") }
            self = .undrawn(reason: String(reason))
        } else {
            self = .drawn(try Self.description(kind: words.first ?? "", roles: words.dropFirst()))
        }
    }

    /// What is wrong with a header.
    struct Malformed: Error {
        let problem: String

        init(_ problem: String) { self.problem = problem }
    }

    private static func description(kind word: String, roles words: ArraySlice<String>) throws(Malformed) -> ChartDescription {
        let kinds = ChartDescription.Kind.allCases.map(\.rawValue) + ["none"]
        guard let kind = ChartDescription.Kind(rawValue: word) else {
            let near = Suggestion.nearest(to: word, in: kinds).flatMap { Suggestion.distance(word, $0) * 2 <= word.count ? $0 : nil }
            let meant = near.map { "did you mean '\($0)'?" }
            throw Malformed("unknown chart '\(word)': \(meant ?? "expected one of \(kinds.joined(separator: ", "))")")
        }
        var columns: [String: [String]] = [:]
        for word in words {
            let halves = word.parts(between: "=", maxSplits: 1)
            guard halves.count == 2, ["x", "y", "series"].contains(halves[0]) else {
                throw Malformed("'chart' has '\(word)', which is none of x=COLUMN, y=COLUMN and series=COLUMN (without blanks)")
            }
            let names = halves[1].parts(between: ",")
            guard !names.contains("") else { throw Malformed("'chart' has '\(word)', which names no column") }
            guard columns.updateValue(names, forKey: halves[0]) == nil else { throw Malformed("'chart' has \(halves[0])= twice") }
        }
        guard let x = columns["x"] else { throw Malformed("'chart' lacks x=COLUMN") }
        guard let y = columns["y"] else { throw Malformed("'chart' lacks y=COLUMN, or y=* for how many rows there are") }
        guard y.count == 1 else { throw Malformed("'chart' has several columns for y, which takes one") }
        return ChartDescription(kind: kind, x: x, y: y[0] == "*" ? .rows : .column(y[0]), series: columns["series"] ?? [])
    }
}
