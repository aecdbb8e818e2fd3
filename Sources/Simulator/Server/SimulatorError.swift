/// Why the simulator cannot be set up as the flags ask.
public enum SimulatorError: Error, Sendable, Equatable {
    /// A line of faults cannot be read. Lines are counted from 1.
    case fault(line: Int, found: String, expected: String)
    /// A folder cannot hold a recording.
    case recording(folder: String, reason: String)
}

extension SimulatorError: CustomStringConvertible {
    /// What is wrong, in one line that begins with its subject.
    public var description: String {
        switch self {
        case .fault(let line, let found, let expected):
            "line \(line): \(found.isEmpty ? "the line ends" : "found \"\(found)\""), expected \(expected)"
        case .recording(let folder, let reason): "cannot record into \(folder): \(reason)"
        }
    }
}
