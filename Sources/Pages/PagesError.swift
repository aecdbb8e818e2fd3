import Reports

/// What can go wrong with a page. No case carries a value from the data.
public enum PagesError: Error, Sendable {
    /// The file that chooses a dashboard's reports cannot be used. The line is counted from 1.
    case layout(file: String, line: Int?, problem: String, hint: String)
    /// A report of the dashboard is not there, or cannot be run. `place` is where a file names it.
    case report(name: String, place: String?, ReportsError)
    /// A sync has published between two reports, again and again.
    case changing
}

extension PagesError {
    /// The exit code of the program.
    public var exitCode: Int32 {
        switch self {
        case .layout: 64
        case .report(_, _, let error): error.exitCode
        case .changing: 75
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .layout(_, _, _, let hint): hint
        // What a file gives is not given by -p.
        case .report(_, .some, .invalidParameter), .report(_, .some, .missingParameter): "correct it there"
        case .report(_, _, let error): error.hint
        case .changing: "try again when the sync has ended"
        }
    }
}

extension PagesError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .layout(let file, let line, let problem, _): "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)"
        case .report(let name, let place, let error): "\(place.map { "\($0): " } ?? "")report '\(name)': \(error)"
        case .changing: "the mirror has changed while the dashboard was made, three times in a row"
        }
    }
}
