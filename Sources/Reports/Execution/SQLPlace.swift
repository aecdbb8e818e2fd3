/// Where in a file of SQL something is wrong; for SQL of the command line, only in which line of it.
public struct SQLPlace: Sendable {
    /// Nil for the command line.
    public let file: String?
    /// Counted from 1; nil if SQLite does not say.
    public let line: Int?

    /// A message about it, with its place where one looks for it.
    func told(_ message: String) -> String {
        guard let file else { return message + (line.map { " (line \($0))" } ?? "") }
        return "\(file)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}

/// What is wrong with a statement, and the byte of its text where it is, if that is known.
struct SQLProblem: Error {
    let error: ReportsError
    var offset: Int?
}
