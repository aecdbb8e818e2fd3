extension APIFailure {
    /// The failures that faults play, by status. The bodies of 403 and of those above 500 are not documented (API.md 1.1).
    static let faults: [Int: APIFailure] = Dictionary(
        uniqueKeysWithValues: [
            .badRequest, .unauthorized, .notFound, .serverError, .tooManyRequests(retryAfter: 0),
            named(403, "Forbidden"), named(502, "Bad gateway"), named(503, "Service unavailable"), named(504, "Gateway timeout"),
        ].map { ($0.status, $0) })

    private static func named(_ status: Int, _ message: String) -> APIFailure {
        APIFailure(status: status, body: ["message": .string(message)])
    }
}

extension FaultEffect {
    /// The answer of a fault that replaces the API's.
    func answer(now: Moment) -> PlayedAnswer? {
        switch self {
        case .html: return .page(200, "Sign in")
        case .failure(let status, let body, let retryAfter):
            var answer = Self.failure(status, body)
            if let retryAfter { answer.headers.append(("retry-after", retryAfter.header(now: now))) }
            return answer
        case .slow, .reset, .truncate, .invalid, .empty, .unknown: return nil
        }
    }

    private static func failure(_ status: Int, _ body: ErrorBody) -> PlayedAnswer {
        let json = APIFailure.faults[status]?.body ?? .null
        return switch body {
        case .json: PlayedAnswer(status, json)
        case .html: .page(status, json["message"]?.stringValue ?? "")
        case .blank: PlayedAnswer(status, headers: [], body: [])
        }
    }
}

extension PlayedAnswer {
    fileprivate static func page(_ status: Int, _ title: String) -> PlayedAnswer {
        let html = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        return PlayedAnswer(status, headers: [("content-type", "text/html; charset=utf-8")], body: Array(html.utf8))
    }
}
