import Foundation
import Values

/// Reads the header of a report's file: comment lines `-- key: text` at its top. A line that is indented further continues the line before.
///
/// Other comments may stand between them.
struct ReportHeader {
    private static let keys = ["title", "asks", "why", "param", "chart"]

    let title: String
    let asks: String
    let why: String?
    let chart: ReportChart?
    /// The line of the chart, counted from 1; nil without one.
    let chartLine: Int?
    let parameters: [ReportParameter]

    private struct Entry {
        let line: Int
        let key: String
        var text: String
    }

    init(file: String, sql: String) throws(ReportsError) {
        let entries = try Self.entries(file: file, sql: sql)
        func single(_ key: String) throws(ReportsError) -> Entry? {
            let found = entries.filter { $0.key == key }
            if found.count > 1 { throw .header(file: file, line: found[1].line, problem: "a second '\(key)'") }
            if let only = found.first, only.text.isEmpty { throw .header(file: file, line: only.line, problem: "'\(key)' is empty") }
            return found.first
        }
        guard let title = try single("title") else { throw .header(file: file, line: 1, problem: "the header has no 'title'") }
        guard let asks = try single("asks") else { throw .header(file: file, line: 1, problem: "the header has no 'asks'") }
        guard asks.text.hasSuffix("?") else { throw .header(file: file, line: asks.line, problem: "'asks' is no question") }
        self.title = title.text
        self.asks = asks.text
        why = try single("why")?.text
        let chart = try single("chart")
        self.chart = try chart.map { entry throws(ReportsError) in try Self.chart(entry, file: file) }
        chartLine = chart?.line
        parameters = try Self.parameters(of: entries, file: file)
    }

    /// Whether a text is meant to be a report: its first line is a title.
    static func isPresent(in sql: String) -> Bool { lines(of: sql).first.flatMap { pair($0.element) }?.key == "title" }

    /// The lines, without blank ones at the beginning.
    private static func lines(of sql: String) -> ArraySlice<EnumeratedSequence<[Substring]>.Element> {
        Array(sql.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()).drop {
            $0.element.trimmingBlanks.isEmpty
        }
    }

    /// A line's key in small letters and as written, and its text. `--Title : …` is accepted too.
    private static func pair(_ line: Substring) -> (key: String, written: String, text: String)? {
        line.wholeMatch(of: /--[ \t]?([A-Za-z]+)[ \t]*:(.*)/).map { ($0.1.lowercased(), String($0.1), $0.2.trimmingBlanks) }
    }

    private static func entries(file: String, sql: String) throws(ReportsError) -> [Entry] {
        var entries: [Entry] = []
        for (index, line) in lines(of: sql) {
            guard line.hasPrefix("--") else { break }
            let text = Self.shown(line.dropFirst(2).trimmingBlanks)
            if let (key, written, value) = pair(line) {
                guard keys.contains(key) else {
                    // A comment may begin with any word. A word that is nearly a key is a typing error.
                    guard let meant = Suggestion.nearest(to: written, in: keys), Suggestion.distance(written, meant) <= 2 else { continue }
                    throw .header(file: file, line: index + 1, problem: "unknown header '\(key)': did you mean '\(meant)'?")
                }
                entries.append(Entry(line: index + 1, key: key, text: shown(value)))
            } else if text.wholeMatch(of: /chart\s+(line|bar|area|stacked|none)\b.*/) != nil {
                throw .chart(SQLPlace(file: file, line: index + 1), problem: "'chart' lacks its colon", hint: ReportChart.hint)
            } else if line.hasPrefix("--   "), !entries.isEmpty, !text.isEmpty {
                entries[entries.count - 1].text += (entries[entries.count - 1].text.isEmpty ? "" : " ") + text
            }
        }
        return entries
    }

    /// Headers are printed, so everything in them that moves the cursor is escaped. A tab becomes a blank.
    private static func shown(_ text: String) -> String { VisibleText.escaped(text.replacing("\t", with: " ")) }

    private static func chart(_ entry: Entry, file: String) throws(ReportsError) -> ReportChart {
        do { return try ReportChart(entry.text) } catch {
            throw .chart(SQLPlace(file: file, line: entry.line), problem: error.problem, hint: ReportChart.hint)
        }
    }

    private static func parameters(of entries: [Entry], file: String) throws(ReportsError) -> [ReportParameter] {
        var parameters: [ReportParameter] = []
        for entry in entries where entry.key == "param" {
            let parameter = try parameter(entry, file: file)
            guard !parameters.contains(where: { $0.name == parameter.name }) else {
                throw .header(file: file, line: entry.line, problem: "a second parameter '\(parameter.name)'")
            }
            parameters.append(parameter)
        }
        return parameters
    }

    private static func parameter(_ entry: Entry, file: String) throws(ReportsError) -> ReportParameter {
        // Two blanks end the default, so that a default may contain single blanks.
        guard let match = entry.text.wholeMatch(of: /([a-z][a-z0-9_]*)\s+([a-z]+)(?:\(([a-z|]+)\))?(?:\s*=\s*(\S.*?))?\s{2,}(\S.*)/) else {
            let form = "NAME TYPE [= DEFAULT]    Description (two blanks before it)"
            throw .header(file: file, line: entry.line, problem: "'param' is not of the form \(form)")
        }
        guard let type = ParameterType(rawValue: String(match.2)) else {
            let known = ParameterType.allCases.map(\.rawValue).joined(separator: ", ")
            throw .header(file: file, line: entry.line, problem: "unknown type '\(match.2)': expected one of \(known)")
        }
        let parameter = ReportParameter(
            name: String(match.1), type: type, choices: match.3?.split(separator: "|").map(String.init) ?? [],
            fallback: match.4.map { $0 == "none" ? .none : .value(String($0)) } ?? .required, description: String(match.5), line: entry.line
        )
        if case .value(let text) = parameter.fallback, parameter.read(text, now: Date(timeIntervalSince1970: 0)) == nil {
            throw .header(file: file, line: entry.line, problem: "the default of '\(match.1)' is not \(parameter.expectation)")
        }
        return parameter
    }
}
