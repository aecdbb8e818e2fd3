/// What a route answers with.
enum Answer: Sendable {
    /// One object, sent bare.
    case object(JSON)
    /// One page of a listing.
    case list([JSON])

    static let success = Answer.object(["success": true])
}

/// How answers are wrapped: the one place that later dialects of the API change.
struct Envelope: Sendable {
    func wrap(_ answer: Answer) -> JSON {
        switch answer {
        case .object(let value): value
        case .list(let records): ["result": .array(records)]
        }
    }
}
