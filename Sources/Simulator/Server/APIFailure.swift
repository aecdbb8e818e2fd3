/// An answer that is not 200, with the documented body.
struct APIFailure: Error, Sendable {
    let status: Int
    let body: JSON
    var retryAfter: Int?

    static let notFound = APIFailure(status: 404, body: ["message": "Not found"])
    static let unauthorized = APIFailure(status: 401, body: ["message": "Unauthorized"])
    static let badRequest = APIFailure(status: 400, body: ["message": "Bad request"])
    static let serverError = APIFailure(
        status: 500, body: ["message": "Server error", "id": "5e3a1f0c-0000-4000-a000-000000000000"])

    /// A refused value, as the validation of the product words it.
    static func invalid(_ field: String, _ reason: String) -> APIFailure {
        APIFailure(status: 400, body: ["message": "Validation failed", "errors": .object([JSON.Member(field, [.string(reason)])])])
    }

    static func refused(_ message: String) -> APIFailure { APIFailure(status: 400, body: ["message": .string(message)]) }

    static func tooManyRequests(retryAfter seconds: Int) -> APIFailure {
        APIFailure(status: 429, body: ["message": "Too many requests"], retryAfter: seconds)
    }
}
