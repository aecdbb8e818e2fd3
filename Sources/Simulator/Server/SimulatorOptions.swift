/// The inner form of the usage report, which the public documentation does not show.
public enum UsageForm: String, Sendable, CaseIterable {
    /// `{"result":{"<id>":{"2024-01":n}}}`
    case byCustomer
    /// `{"result":{"2024-01":{"<id>":n}}}`
    case byMonth
    /// `{"result":[{"id","external_id","name","usage":[{"month":"2024-01","task_count":n}]}]}`
    case rows
}

/// How a world is served.
public struct SimulatorOptions: Sendable {
    /// The API token: for `Authorization: Bearer`, and for the older kinds together with the e-mail address.
    public var token: String = "simulator-token"
    public var email: String = "owner@example.com"
    /// The era of the API that is played.
    public var dialect: Dialect = .year2024
    /// Instead of the dialect's own form.
    public var usageForm: UsageForm?
    /// The length of the budgets' window in seconds; 0 means no budgets.
    public var rateWindow: Double = 60
    /// Requests a window where they differ from `EndpointGroup.limit`.
    public var limits: [EndpointGroup: Int] = [:]
    /// Time since some start, for the budgets alone.
    public var clock: @Sendable () -> Duration = SimulatorOptions.monotonicClock()
    /// What goes wrong, and when: Documentation/faults.md. Strikes before `respond` and the API.
    public var faults: [Fault] = []
    /// Equal seeds draw equal faults.
    public var faultSeed: UInt64 = 7
    /// Waits for the fault `slow`.
    public var delay: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A folder for all answers as they were sent, without secrets: Documentation/recordings.md.
    public var recording: String?
    /// The time of day for what leaves the world: dates in `Retry-After`, and of recorded answers.
    public var wallClock: @Sendable () -> Moment = { .wallClock }
    /// Asked before the API's routes and even before credentials are looked at; an answer replaces the API's.
    public var respond: (@Sendable (SimulatorRequest) async -> PlayedAnswer?)?
    public var host: String = "127.0.0.1"
    /// 0 takes a free port.
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
