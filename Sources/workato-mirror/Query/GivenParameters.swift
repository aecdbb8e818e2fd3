import ArgumentParser
import Reports
import Values

extension GivenParameters {
    /// Reads what `-p` gives.
    ///
    /// - Parameter texts: each `NAME=VALUE` or `NAME:TYPE=VALUE`.
    init(_ texts: [String]) throws {
        self.init()
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
}
