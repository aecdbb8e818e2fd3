/// One line of a list of faults: the requests it is about, which of them it strikes, and what it does (Documentation/faults.md).
public struct Fault: Sendable, Equatable {
    /// The line as it was read, without comment, with one blank between words.
    public let text: String
    /// `nil` is any method.
    let method: String?
    let path: PathPattern
    let schedule: FaultSchedule
    let effect: FaultEffect

    /// Reads one line, such as `GET /api/managed_users/*/recipes 5% 429 retry-after=2`.
    /// - Throws: `SimulatorError.fault` with line 1.
    public init(_ line: String) throws(SimulatorError) {
        var words = FaultWords(line, number: 1)
        self = try words.fault()
    }

    init(text: String, method: String?, path: PathPattern, schedule: FaultSchedule, effect: FaultEffect) {
        self.text = text
        self.method = method
        self.path = path
        self.schedule = schedule
        self.effect = effect
    }

    /// Reads a list with one fault in each line. Empty lines and `#` comments are skipped.
    /// - Throws: `SimulatorError.fault` for the first line that cannot be read.
    public static func list(_ text: String) throws(SimulatorError) -> [Fault] {
        var faults: [Fault] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var words = FaultWords(line, number: index + 1)
            if !words.isEmpty { faults.append(try words.fault()) }
        }
        return faults
    }

    func concerns(_ request: SimulatorRequest) -> Bool {
        (method == nil || method == request.method) && path.matches(request.path)
    }
}
