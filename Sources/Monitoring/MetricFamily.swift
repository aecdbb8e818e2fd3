/// One metric: its name, what it means, and which labels its samples have. `MirrorMetrics` keeps the samples.
struct MetricFamily: Sendable {
    enum Kind: String { case counter, gauge }

    let name: String
    let kind: Kind
    let help: String
    let labels: [String]

    init(_ name: String, _ kind: Kind, by labels: String..., help: String) {
        self.name = "workato_mirror_" + name
        self.kind = kind
        self.help = help
        self.labels = labels
    }

    /// The metric in Prometheus's text format 0.0.4, in the order of its labels' values; empty without samples.
    func text(_ samples: [[String]: Double]) -> String {
        guard !samples.isEmpty else { return "" }
        let ordered = samples.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let lines = ordered.map { "\(name)\(pairs($0.key)) \(Self.number($0.value))" }
        return (["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"] + lines).map { $0 + "\n" }.joined()
    }

    private func pairs(_ values: [String]) -> String {
        guard !values.isEmpty else { return "" }
        return "{" + zip(labels, values).map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case "\\", "\"": "\\" + String(scalar)
            case "\n": "\\n"
            default: String(scalar)
            }
        }.joined()
    }

    /// Whole numbers have no decimal point: that is what people expect of a counter.
    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        if value.isNaN { return "NaN" }
        guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
        return value.description
    }
}

extension MetricFamily {
    static let requests = MetricFamily(
        "requests_total", .counter, by: "group", "status",
        help: "Requests sent, every try one, by group of endpoints and status; status none: no answer came.")
    static let budgetUsed = MetricFamily(
        "budget_used_ratio", .gauge, by: "group",
        help: "Share of the requests allowed to the last run in its time that it made.")
    static let records = MetricFamily("records_total", .counter, by: "resource", help: "Records listed.")
    static let changes = MetricFamily("changes_total", .counter, by: "resource", help: "Rows inserted, updated or deleted.")
    static let age = MetricFamily(
        "resource_age_seconds", .gauge, by: "resource", help: "Time since the resource was last listed to its end and published.")
    static let runs = MetricFamily("runs_total", .counter, by: "state", help: "Runs that have ended, by state.")
    static let lastState = MetricFamily("last_run_state", .gauge, by: "state", help: "1 for the state in which the last run ended, else 0.")
    static let lastDuration = MetricFamily("last_run_duration_seconds", .gauge, help: "How long the last run took.")
    static let lastEnd = MetricFamily("last_run_end_timestamp_seconds", .gauge, help: "When the last run ended, in seconds since 1970.")
    static let chainHead = MetricFamily(
        "chain_head_info", .gauge, by: "sha256", help: "1 for the digest of the newest link of the mirror's chain.")

    /// All metrics, in the order in which they are written.
    static let all = [requests, budgetUsed, records, changes, age, runs, lastState, lastDuration, lastEnd, chainHead]
}
