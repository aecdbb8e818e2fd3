import Values

/// The parameters that somebody has given: their texts by name, and the types of those that were given with one.
public struct GivenParameters: Sendable {
    public var values: [String: String]
    public var types: [String: ParameterType]

    public init(values: [String: String] = [:], types: [String: ParameterType] = [:]) { (self.values, self.types) = (values, types) }

    /// Those that a report has. With several reports, a parameter is for those that declare it.
    public func of(_ report: Report) -> GivenParameters {
        let declared = Set(report.parameters.map(\.name))
        return GivenParameters(values: values.filter { declared.contains($0.key) }, types: types.filter { declared.contains($0.key) })
    }

    /// - Throws: `ReportsError.unknownParameter` if none of the reports has one of them.
    public func requireKnown(among reports: [Report]) throws(ReportsError) {
        let known = Set(reports.flatMap(\.parameters).map(\.name))
        guard let name = values.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw .unknownParameter(name: name, suggestion: Suggestion.nearest(to: name, in: known), known: known.sorted())
    }
}
