/// Why a simulator cannot be set up as asked.
public enum SimulatorError: Error, Sendable, Equatable {
    /// A line of faults that cannot be read; lines are counted from 1.
    case fault(line: Int, found: String, expected: String)
    /// A folder that cannot hold a recording.
    case recording(folder: String, reason: String)
}

extension SimulatorError: CustomStringConvertible {
    /// Names its subject and what is wrong with it.
    public var description: String {
        switch self {
        case .fault(let line, let found, let expected):
            "line \(line): \(found.isEmpty ? "the line ends" : "found \"\(found)\""), expected \(expected)"
        case .recording(let folder, let reason): "cannot record into \(folder): \(reason)"
        }
    }
}
