import Store
import Values

/// What a query has answered, besides its rows.
public struct QueryAnswer: Sendable {
    /// How many rows there were.
    public let rows: Int
    /// The run that the rows are from; nil if the reader's preparation has not looked.
    public let run: AsOfRun?
    /// What was bound, by the parameters' names.
    public let arguments: [String: StoredValue]
}

extension Report {
    /// The parameters that an answer has a value for, with that value for people.
    ///
    /// - Parameter given: the texts that were given. A time zone is shown as it was written.
    public func parameterTexts(of answer: QueryAnswer, given: [String: String]) -> [(name: String, text: String)] {
        parameters.compactMap { parameter in
            guard let cell = answer.arguments[parameter.name], cell != .null else { return nil }
            switch parameter.type {
            case .zone: return (parameter.name, given[parameter.name] ?? parameter.defaultDescription)
            case .boolean: return (parameter.name, cell == .integer(0) ? "no" : "yes")
            case .text, .integer, .number, .month, .date, .run: return (parameter.name, cell.plainText ?? "")
            }
        }
    }
}
