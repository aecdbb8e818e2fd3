import Hummingbird
import NIOCore

/// One request and its answer: logs the request, applies faults to the API's answer, and records it.
struct Exchange: HTTPResponder {
    private let api: SimulatorResponder
    private let faults: FaultPlan
    private let log: RequestLog
    private let recorder: Recorder?
    private let options: SimulatorOptions

    init(_ api: SimulatorResponder, _ options: SimulatorOptions, _ faults: FaultPlan, _ log: RequestLog, _ recorder: Recorder?) {
        self.api = api
        self.options = options
        self.faults = faults
        self.log = log
        self.recorder = recorder
    }

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let seen = SimulatorRequest(request)
        guard !seen.isControl else { return try await api.respond(to: request, context: context.basic) }
        log.append(seen)
        let strike = faults.strike(seen)
        if strike.delay > .zero { try await options.delay(strike.delay) }
        guard strike.effect != .reset else { return try await context.channel.reset() }
        let response = try await answer(request, seen, strike.effect, context)
        log.count(status: response.status.code)
        return response
    }

    // An answer that neither a fault nor a recording needs is passed on unread, because pages are large.
    private func answer(
        _ request: Request, _ seen: SimulatorRequest, _ effect: FaultEffect?, _ context: ConnectionContext
    ) async throws -> Response {
        guard effect != nil || recorder != nil else { return try await api.respond(to: request, context: context.basic) }
        var request = request
        let body = recorder == nil ? ByteBuffer() : try await request.collectBody(upTo: 64 << 20)
        let delivery = try await deliver(request, effect, context)
        let answer = RecordedAnswer(
            authority: request.head.authority ?? "", request: seen, requestBody: Array(body.readableBytesView), delivery: delivery,
            date: options.wallClock())
        do throws(SimulatorError) {
            try recorder?.record(answer)
        } catch {
            // Nobody would notice a gap in the recording. So the client gets an error.
            context.logger.error("\(error)")
            return Response(APIFailure(status: 500, body: ["message": .string(error.description)]))
        }
        return delivery.response(on: context.channel)
    }

    private func deliver(_ request: Request, _ effect: FaultEffect?, _ context: ConnectionContext) async throws -> Delivery {
        if let answer = effect?.answer(now: options.wallClock()) { return Delivery(answer) }
        var delivery = try await Delivery(api.respond(to: request, context: context.basic))
        effect?.spoil(&delivery)
        return delivery
    }
}
