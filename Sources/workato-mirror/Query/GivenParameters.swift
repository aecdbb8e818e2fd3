import ArgumentParser
import Reports
import Values

/// What `-p` gives: values by name, and the types of those that were given with one.
struct GivenParameters {
    private(set) var values: [String: String] = [:]
    private(set) var types: [String: ParameterType] = [:]

    /// No parameters.
    static let none = GivenParameters()

    private init() {}

    /// - Parameter texts: each `NAME=VALUE` or `NAME:TYPE=VALUE`.
    init(_ texts: [String]) throws {
        for text in texts {
            let halves = text.parts(between: "=", maxSplits: 1)
            let parts = halves[0].parts(between: ":", maxSplits: 1)
            guard halves.count == 2, !parts[0].isEmpty else { throw ValidationError("-p takes NAME=VALUE, or NAME:TYPE=VALUE.") }
            guard values.updateValue(halves[1], forKey: parts[0]) == nil else {
                throw ValidationError("-p \(parts[0]) is given twice.")
            }
            if parts.count == 2 { types[parts[0]] = try Self.type(parts[1]) }
        }
    }

    private static func type(_ name: String) throws -> ParameterType {
        if let type = ParameterType(rawValue: name) { return type }
        let known = ParameterType.allCases.map(\.rawValue)
        let meant = Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
        throw ValidationError("-p: unknown type '\(name)': \(meant ?? "there are \(known.joined(separator: ", "))")")
    }

    /// Those that a report has. With several reports, a parameter is for those that declare it.
    func of(_ report: Report) -> GivenParameters {
        let declared = Set(report.parameters.map(\.name))
        var some = self
        some.values = values.filter { declared.contains($0.key) }
        some.types = types.filter { declared.contains($0.key) }
        return some
    }

    /// - Throws: `ReportsError.unknownParameter` if none of the reports has one of them.
    func requireKnown(among reports: [Report]) throws(ReportsError) {
        let known = Set(reports.flatMap(\.parameters).map(\.name))
        guard let name = values.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw .unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: known), known: known.sorted())
    }
}
