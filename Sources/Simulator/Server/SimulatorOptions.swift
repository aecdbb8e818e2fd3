/// The inner form of the usage report, which the public documentation does not show.
public enum UsageForm: String, Sendable, CaseIterable {
    /// `{"result":{"<id>":{"2024-01":n}}}`
    case byCustomer
    /// `{"result":{"2024-01":{"<id>":n}}}`
    case byMonth
    /// `{"result":[{"id","external_id","name","usage":[{"month":"2024-01","task_count":n}]}]}`
    case rows
}

/// How a world is served: address, credentials, dialect, budgets, faults and recording.
public struct SimulatorOptions: Sendable {
    /// The token: alone for `Authorization: Bearer`, together with the e-mail address for the older kinds of credentials.
    public var token: String = "simulator-token"
    public var email: String = "owner@example.com"
    /// The dialect of the API that is played.
    public var dialect: Dialect = .year2024
    /// The form of the usage report; nil for the dialect's own.
    public var usageForm: UsageForm?
    /// The length of the budgets' window in seconds; 0 means no budgets.
    public var rateWindow: Double = 60
    /// Requests a window, for groups that differ from `EndpointGroup.limit`.
    public var limits: [EndpointGroup: Int] = [:]
    /// The time since some start, used for budgets only.
    public var clock: @Sendable () -> Duration = SimulatorOptions.monotonicClock()
    /// What goes wrong, and when: see Documentation/faults.md. Faults come before `respond` and before the API.
    public var faults: [Fault] = []
    /// The same seed draws the same faults.
    public var faultSeed: UInt64 = 7
    /// Waits for the fault `slow`.
    public var delay: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A folder that all answers are recorded in as they were sent, without secrets: see Documentation/recordings.md.
    public var recording: String?
    /// The real time, for dates in `Retry-After` and of recorded answers.
    public var wallClock: @Sendable () -> Moment = { .wallClock }
    /// Is called before the credentials are checked and before the API's routes. If it returns an answer, that replaces the API's.
    public var respond: (@Sendable (SimulatorRequest) async -> PlayedAnswer?)?
    public var host: String = "127.0.0.1"
    /// 0 finds a free port.
    public var port: Int = 0

    public init() {}

    /// Options with some of them changed.
    public static func with(_ change: (inout SimulatorOptions) throws -> Void) rethrows -> SimulatorOptions {
        var options = SimulatorOptions()
        try change(&options)
        return options
    }

    private static func monotonicClock() -> @Sendable () -> Duration {
        let start = ContinuousClock.now
        return { start.duration(to: .now) }
    }
}

/// A request as it came in.
public struct SimulatorRequest: Sendable {
    public let method: String
    /// Undecoded, without the query.
    public let path: String
    /// Undecoded, empty if there is none.
    public let query: String
    /// Names in lower case.
    public let headers: [(name: String, value: String)]

    /// The first header of that name, in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// An answer that a test plays instead of the API's.
public struct PlayedAnswer: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        _ status: Int, headers: [(name: String, value: String)] = [("content-type", "application/json; charset=utf-8")], body: [UInt8]
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer with any text as its body.
    public init(_ status: Int, _ text: String) { self.init(status, body: Array(text.utf8)) }

    /// An answer with a JSON body.
    public init(_ status: Int, _ json: JSON) { self.init(status, body: json.bytes) }
}
