import Reports
import Streams

/// What can go wrong with a page. No case carries a value from the data.
public enum PagesError: Error, Sendable {
    /// The file that chooses a dashboard's reports cannot be used. The line is counted from 1.
    case layout(file: String, line: Int?, problem: String, hint: String)
    case unknownParameter(name: String, suggestion: String?, known: [String])
    /// A report of the dashboard cannot be run.
    case report(name: String, ReportsError)
    /// A sync has published between two reports, again and again.
    case changing
    case spool(SpoolError)
}

extension PagesError {
    /// The exit code of the program.
    public var exitCode: Int32 {
        switch self {
        case .layout, .unknownParameter: 64
        case .report(_, let error): error.exitCode
        case .changing: 75
        case .spool: 74
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .layout(_, _, _, let hint): hint
        case .unknownParameter(_, let suggestion, let known):
            suggestion.map { "did you mean '\($0)'?" } ?? "the parameters of its reports: \(known.joined(separator: ", "))"
        case .report(_, let error): error.hint
        case .changing: "try again when the sync has ended"
        case .spool: "see that there is room, or name another folder by TMPDIR"
        }
    }
}

extension PagesError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .layout(let file, let line, let problem, _): "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)"
        case .unknownParameter(let name, _, _): "no report of the dashboard has a parameter '\(name)'"
        case .report(let name, let error): "report '\(name)': \(error)"
        case .changing: "the mirror has changed while the dashboard was made, three times in a row"
        case .spool(let error): "cannot write to \(error.folder): \(error.reason)"
        }
    }
}
