import Evidence
import Reports
import Values

/// What `verify` prints: a line a check with the places below it, or a row for each in the data formats.
struct VerificationOutput {
    let result: ResultOptions
    let mirror: String

    /// Verifies: calls the first for each place that does not fit, and the second for each check.
    typealias Run = (@escaping (Finding) throws -> Void, @escaping (CheckResult) throws -> Void) throws -> Verification.Outcome

    private static let columns = ["check", "result", "run", "month", "table", "key", "message"]

    func write(_ verify: Run) throws -> Verification.Outcome {
        let format = try result.format ?? result.output.map(OutputFormat.init(extensionOf:)) ?? .table
        return try format == .table ? writeText(verify) : writeRows(verify)
    }

    private func writeRows(_ verify: Run) throws -> Verification.Outcome {
        var outcome: Verification.Outcome?
        try result.write(mirror: mirror, nested: ["key"]) { writer in
            var (writer, rows) = (writer, 0)
            try writer.begin(columns: Self.columns)
            outcome = try verify(
                { finding in
                    try writer.row(cells(of: finding))
                    rows += 1
                },
                { check in
                    try writer.row(cells(of: check))
                    rows += 1
                })
            if let head = outcome?.head {
                try writer.row([.text("chain"), .text("head"), .null, .null, .null, .null, .text(head)])
                rows += 1
            }
            try writer.end()
            return rows
        }
        return try outcome ?? verify({ _ in }, { _ in })
    }

    private func cells(of check: CheckResult) -> [StoredValue] {
        [
            .text(check.check.rawValue), .text(check.findings == 0 ? "ok" : "failed"), .null, .null, .null, .null, .text(check.message),
        ]
    }

    private func cells(of finding: Finding) -> [StoredValue] {
        [
            .text(finding.check.rawValue), .text("place"), finding.run.map(StoredValue.integer) ?? .null,
            finding.month.map(StoredValue.text) ?? .null, finding.table.map(StoredValue.text) ?? .null,
            finding.key.map(StoredValue.text) ?? .null, .text(finding.message),
        ]
    }

    private func writeText(_ verify: Run) throws -> Verification.Outcome {
        var outcome: Verification.Outcome?
        try result.writeText(mirror: mirror) { output, _ in
            var failing: VerificationCheck?
            outcome = try verify(
                { finding in
                    if failing != finding.check { try output.append("FAILED  \(finding.check.rawValue)\n") }
                    failing = finding.check
                    try output.append(Self.text(of: finding))
                }, { check in try output.append(Self.text(of: check)) })
            if let outcome { try output.append(Self.end(of: outcome)) }
        }
        return try outcome ?? verify({ _ in }, { _ in })
    }

    private static func text(of check: CheckResult) -> String {
        let name = check.check.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
        let looked = VisibleText.escaped(check.message)
        return check.findings == 0 ? "ok      \(name)\(looked)\n" : "        \(check.findings.grouped("place")) in: \(looked)\n"
    }

    private static func text(of finding: Finding) -> String {
        let place = [finding.month.map { "month \($0)" } ?? finding.run.map { "run \($0)" }, finding.table, finding.key].compactMap(\.self)
        let text = place.isEmpty ? finding.message : "\(place.joined(separator: ", ")): \(finding.message)"
        return Terminal.wrapped(VisibleText.escaped(text), indent: 8) + "\n"
    }

    private static func end(of outcome: Verification.Outcome) -> String {
        guard let head = outcome.head, let begins = outcome.beginsAtRun else { return "" }
        let since = begins > 1 ? "runs before \(begins) are older than the chain: their rows are as they were when it began\n" : ""
        return "\(since)head    \(head)\n"
    }
}
