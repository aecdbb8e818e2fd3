import Yams

/// Reads YAML, and says what is wrong with it in words that quote nothing: a file may hold secrets.
public enum YAMLText {
    /// The root of the only document; nil if there is none, or if it is null.
    public static func root(of yaml: String) throws(YAMLProblem) -> Node? {
        do {
            let root = try Parser(yaml: yaml).singleRoot()
            return root?.null == nil ? root : nil
        } catch {
            throw YAMLProblem(error as? YamlError)
        }
    }
}

/// Why a text is not YAML.
public struct YAMLProblem: Error {
    /// What the parser says, without the line of the file that its own text quotes.
    public let text: String
    /// Counted from 1; nil if the parser does not say.
    public let line: Int?

    init(_ error: YamlError?) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            (text, line) = (problem, mark.line)
        case .reader(let problem, _, _, _): (text, line) = (problem, nil)
        case .duplicatedKeysInMapping(_, let context): (text, line) = ("a key stands twice in one map", context.mark.line)
        default: (text, line) = ("it cannot be parsed", nil)
        }
    }
}
