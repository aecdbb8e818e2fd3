import Store

/// What can go wrong with a report or a query. No case carries a value from the data, only keys and names.
public enum ReportsError: Error, Sendable {
    case unknownReport(name: String, suggestion: String?)
    case duplicateReport(name: String, files: [String])
    case header(file: String, line: Int, problem: String)
    /// The header's chart does not fit the result.
    case chart(SQLPlace, problem: String, hint: String?)
    /// A picture is asked for, and there is none. `reason` is the report's own, if it has one.
    case noChart(subject: String, reason: String?)
    case unreadable(path: String, reason: String)
    /// A file in a folder of reports is not a report.
    case noReport(file: String, reason: String)
    case unknownParameter(name: String, suggestion: String?, known: [String])
    case missingParameter(name: String, expected: String)
    case invalidParameter(name: String, expected: String)
    /// A value was given with another type than the report declares.
    case otherType(name: String, declared: ParameterType)
    case undeclaredParameter(name: String)
    case unusedParameter(name: String)
    case notAllowed(action: String)
    /// With `--as-of`, the statement reads something that is only known as of now.
    case notOfThePast(AsOfReading.Refusal)
    case severalStatements
    case noStatement
    case badSQL(message: String, hint: String)
    /// Something is wrong with the mirror's file, or with the moment that is asked for.
    case mirror(StoreError)
    case timedOut(seconds: Int)
    /// A value of the query is larger than the limit.
    case valueTooLarge(limit: Int)
    case tooMuchMemory
    case cancelled
    case unknownFormat(path: String)
    /// The format that was asked for cannot hold the result, or cannot be written.
    case format(problem: String, hint: String?, exitCode: Int32)
    case outputOverMirror(path: String)
    case outputFailed(path: String, reason: String)
    /// The reader of the output has gone (`| head`). This ends the work, but is no failure.
    case outputClosed
    /// Another of these errors, with its place in an SQL text.
    indirect case located(SQLPlace, ReportsError)
}

extension ReportsError {
    /// The exit code of the program.
    public var exitCode: Int32 {
        switch self {
        case .outputClosed: 0
        case .unreadable, .outputFailed: 74
        case .mirror(let error): error.exitCode
        case .timedOut: 75
        case .format(_, _, let code): code
        case .located(_, let error): error.exitCode
        case .cancelled: 130
        default: 64
        }
    }
}

extension ReportsError: CustomStringConvertible {
    /// What happened, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .unknownReport(let name, _): "unknown report '\(name)'"
        case .duplicateReport(let name, let files): "report '\(name)' exists twice: \(files.joined(separator: ", "))"
        case .header(let file, let line, let problem): "\(file):\(line): \(problem)"
        case .chart(let place, let problem, _): place.told(problem)
        case .noChart(let subject, let reason): "\(subject) has no chart\(reason.map { ": \($0)" } ?? "")"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .noReport(let file, let reason): "\(file) is no report: \(reason)"
        case .unknownParameter(let name, _, _): "unknown parameter '\(name)'"
        case .missingParameter(let name, let expected): "parameter '\(name)' is missing: expected \(expected)"
        case .invalidParameter(let name, let expected): "parameter '\(name)' is not valid: expected \(expected)"
        case .otherType(let name, let declared): "parameter '\(name)' is of type \(declared.rawValue) in this report"
        case .undeclaredParameter(let name): "the SQL uses :\(name), which the header does not declare"
        case .unusedParameter(let name): "the header declares '\(name)', which the SQL does not use"
        case .notAllowed(let action): "\(action) is not allowed in a query"
        case .notOfThePast(.hasPast(let name)): "main.\(name) is of now, and --as-of asks for the past"
        case .notOfThePast(.hasNoPast(let name)): "\(name) is known as it is now only, and --as-of asks for the past"
        case .severalStatements: "a query is one statement, and here is more than one"
        case .noStatement: "there is no statement to run"
        case .badSQL(let message, _): "SQL: \(message)"
        case .mirror(let error): error.description
        case .timedOut(let seconds): "the query was stopped after \(seconds) s"
        case .valueTooLarge(let limit): "the query was stopped: a value, or a row, is larger than \(ByteCount.text(limit))"
        case .tooMuchMemory: "the query was stopped: it needs more memory than it may have"
        case .cancelled: "the query was cancelled"
        case .unknownFormat(let path): "\(path): the file's extension names no format"
        case .format(let problem, _, _): problem
        case .outputOverMirror(let path): "\(path): the output would replace a mirror, or a file that belongs to one"
        case .outputFailed(let path, let reason): "cannot write \(path): \(reason)"
        case .outputClosed: "the output was closed by its reader"
        case .located(let place, let error): place.told(error.description)
        }
    }

    /// What to do about it, if there is anything to do.
    public var hint: String? {
        switch self {
        case .unknownReport(let name, _) where name.contains(" "): "SQL is given by --sql"
        case .unknownReport(let name, _) where name.hasSuffix(".sql"): "a file is given by --file"
        case .unknownReport(_, let suggestion):
            suggestion.map { "did you mean '\($0)'?" } ?? "'query' without a name lists the reports"
        case .unknownParameter(_, let suggestion, let known):
            suggestion.map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? "this query has no parameters" : "its parameters: \(known.joined(separator: ", "))")
        case .missingParameter(let name, _), .invalidParameter(let name, _): "give it as -p \(name)=VALUE"
        case .otherType(let name, _): "leave the type away: -p \(name)=VALUE"
        case .duplicateReport: "rename one of the files"
        case .header: "a header is '-- title:', '-- asks: …?' and one '-- param: NAME TYPE [= DEFAULT]    Description' a parameter"
        case .noReport: "save it as UTF-8 with a header, see that it may be read, or move it out of the folder"
        case .located(_, let error): error.hint
        case .undeclaredParameter(let name): "add '-- param: \(name) TYPE    Description' to the header"
        case .unusedParameter: "use it in the SQL, or take it out of the header"
        case .notAllowed, .noStatement, .severalStatements: "write one SELECT, VALUES or WITH … SELECT, or EXPLAIN of one"
        case .notOfThePast(.hasPast(let name)): "leave `main.` away: '\(name)' alone is what it was then"
        case .notOfThePast(.hasNoPast): "ask for it without --as-of"
        case .badSQL(_, let hint): hint
        case .mirror(let error): error.hint
        case .chart(_, _, let hint): hint
        case .noChart: "--format html shows its rows; a report gets a chart by '-- chart: line x=COLUMN y=COLUMN' in its header"
        case .unreadable: "check its name, and who may read it"
        case .timedOut: "narrow the query, or give it longer by --timeout or `timeout` in the settings"
        case .valueTooLarge: "cut it by substr(), or allow more by --value-limit or `value_limit` in the settings"
        case .tooMuchMemory: "narrow the query, or allow larger values by --value-limit, and more memory with them"
        case .unknownFormat: "use .csv, .tsv, .json, .jsonl, .md or .txt, or say --format"
        case .format(_, let hint, _): hint
        case .outputOverMirror: "choose another file for --output"
        case .outputFailed: "see that there is room and that it may be written, or name another file by --output"
        default: nil
        }
    }
}
